import { DescriptionList } from '../../parts/Blocks.tsx';
import { Drawer } from '../../parts/Overlay.tsx';
import { useText } from '../../text/text.tsx';
import type { Control, Framework } from './types.ts';

/** What a control asks, what each level means for it and where else it stands. */
export function ControlDrawer({
	control,
	framework,
	onClose,
}: {
	readonly control: Control;
	readonly framework: Framework;
	onClose(): void;
}) {
	const { t, both } = useText();
	const cluster = framework.clusters.find(({ id }) => id === control.cluster);
	const levels = control.levelTexts ?? [];
	return (
		<Drawer title={both(control.title)} open onClose={onClose}>
			{control.description !== undefined && <p>{both(control.description)}</p>}
			<DescriptionList
				terms={[
					[t('norms.code'), <code key="id">{control.id}</code>],
					[t('charts.cluster'), cluster === undefined ? control.cluster : both(cluster.title)],
					...(control.section === undefined ? [] : [[t('norms.section'), both(control.section)] as const]),
					...(control.references?.length ? [[t('norms.references'), control.references.join(', ')] as const] : []),
					...levels.map(({ level, text }) => [`${t('common.level')} ${level}`, both(text)] as const),
				]}
			/>
			{levels.length === 0 && <p>{t('norms.generalScale')}</p>}
		</Drawer>
	);
}
