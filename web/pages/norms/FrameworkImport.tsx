import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, withQuery } from '../../parts/api.ts';
import { Field } from '../../parts/Field.tsx';
import { Fault } from '../../parts/Loaded.tsx';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useText } from '../../text/text.tsx';
import type { ImportedFramework } from './types.ts';

/** A catalogue file becomes a framework that stays inside our organisation. */
export function FrameworkImport({ onClose }: { onClose(): void }) {
	const { t } = useText();
	const client = useQueryClient();
	const go = useNavigate();
	const [file, setFile] = useState<File | null>(null);
	const read = useMutation({
		mutationFn: (chosen: File) =>
			api.send<ImportedFramework>(
				withQuery('/v1/frameworks/imports', { fileName: chosen.name }),
				chosen,
				'application/octet-stream',
			),
		onSuccess: ({ id }) => {
			void client.invalidateQueries({ queryKey: ['frameworks'] });
			void go(`/frameworks/${id}`);
		},
	});
	return (
		<Drawer title={t('norms.import')} open onClose={onClose}>
			<Form
				submit={t('norms.import')}
				busy={read.isPending}
				onSubmit={() => file !== null && read.mutate(file)}
				onCancel={onClose}
			>
				<Field
					label={t('duo.file')}
					hint={t('norms.importHint')}
					type="file"
					accept=".yaml,.yml,.json"
					required
					onChange={(event) => setFile(event.target.files?.[0] ?? null)}
				/>
				{read.error !== null && <Fault error={read.error} />}
			</Form>
		</Drawer>
	);
}
