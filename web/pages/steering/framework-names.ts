import { useQuery } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { api } from '../../parts/api.ts';
import { useText } from '../../text/text.tsx';

type Frameworks = Output<typeof norms.listFrameworks>;

/** Names by `id version`, the way released figures name a framework. */
export function useFrameworkNames(): ReadonlyMap<string, string> {
	const { both } = useText();
	const query = useQuery({
		queryKey: ['frameworks'],
		queryFn: ({ signal }) => api.get<Frameworks>('/v1/frameworks', undefined, signal),
		staleTime: 600_000,
	});
	return new Map(query.data?.items.map((one) => [`${one.framework} ${one.version}`, `${both(one.name)} ${one.version}`]) ?? []);
}
