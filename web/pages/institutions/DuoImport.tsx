import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type * as institutions from '#institutions/contract';
import type { Output } from '#kernel/contract';
import { api, withQuery } from '../../parts/api.ts';
import { Banner, Card, Page, Tile, Tiles } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field, Select, Tick } from '../../parts/Field.tsx';
import { formatNumber } from '../../parts/format.ts';
import { Fault } from '../../parts/Loaded.tsx';
import { Form } from '../../parts/Overlay.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';

type Preview = Output<typeof institutions.importEndpoint>;
type Applied = Output<typeof institutions.applyImportEndpoint>;

/** A file of DUO: first what it would change, then, when wanted, the change. */
export function DuoImport() {
	const { t } = useText();
	const client = useQueryClient();
	const [sector, setSector] = useState('higher-education');
	const [file, setFile] = useState<File | null>(null);
	const [close, setClose] = useState(false);
	const preview = useMutation({
		mutationFn: (chosen: File) => api.send<Preview>(withQuery('/v1/institutions/imports', { sector }), chosen, 'text/csv'),
	});
	const apply = useMutation({
		mutationFn: (id: string) => api.post<Applied>(`/v1/institutions/imports/${id}/apply`, { vanished: close ? 'close' : 'keep' }),
		onSuccess: () => void client.invalidateQueries(),
	});
	// What is shown, and would be carried out, must be of the file and kind that are chosen.
	const anew = () => {
		preview.reset();
		apply.reset();
		setClose(false);
	};
	return (
		<Page title={t('duo.title')} lead={t('duo.lead')}>
			<Card>
				<Form submit={t('duo.preview')} busy={preview.isPending} onSubmit={() => file !== null && preview.mutate(file)}>
					<Select
						label={t('duo.sector')}
						value={sector}
						onChange={(event) => {
							anew();
							setSector(event.target.value);
						}}
						choices={[
							{ value: 'higher-education', label: t('duo.higher') },
							{ value: 'mbo', label: t('duo.mbo') },
						]}
					/>
					<Field
						label={t('duo.file')}
						hint={t('duo.fileHint')}
						type="file"
						accept=".csv,text/csv"
						required
						onChange={(event) => {
							anew();
							setFile(event.target.files?.[0] ?? null);
						}}
					/>
				</Form>
			</Card>
			{preview.error !== null && <Fault error={preview.error} />}
			{preview.data !== undefined && (
				<>
					<Changes preview={preview.data} />
					{apply.data === undefined ? (
						<Card title={t('duo.apply')}>
							{preview.data.vanished.length > 0 && (
								<Tick label={t('duo.close')} checked={close} onChange={(event) => setClose(event.target.checked)} />
							)}
							<div>
								<Button tone="main" disabled={apply.isPending} onClick={() => apply.mutate(preview.data.id)}>
									{t('duo.apply')}
								</Button>
							</div>
							{apply.error !== null && <Fault error={apply.error} />}
						</Card>
					) : (
						<Banner tone="good">{t('duo.applied', { ...apply.data })}</Banner>
					)}
				</>
			)}
		</Page>
	);
}

function Changes({ preview }: { readonly preview: Preview }) {
	const { t, locale } = useText();
	return (
		<>
			<Tiles>
				<Tile figure={formatNumber(preview.added.length, locale)} label={t('duo.added')} />
				<Tile figure={formatNumber(preview.changed.length, locale)} label={t('duo.changed')} />
				<Tile figure={formatNumber(preview.vanished.length, locale)} label={t('duo.vanished')} />
				<Tile figure={formatNumber(preview.unchanged, locale)} label={t('duo.unchanged')} />
			</Tiles>
			{preview.added.length > 0 && (
				<Card title={t('duo.added')}>
					<Table
						label={t('duo.added')}
						name="added"
						rows={preview.added}
						rowId={({ code }) => code}
						columns={[
							{ id: 'name', head: t('common.name'), value: (row) => row.name },
							{ id: 'code', head: 'BRIN', value: (row) => row.code },
							{
								id: 'kind',
								head: t('common.kind'),
								value: (row) => row.kind,
								cell: (row) =>
									row.kindGiven ? (
										t(`kind.${row.kind}`)
									) : (
										<StateBadge tone="warn">{`${t(`kind.${row.kind}`)} (${t('duo.guessed')})`}</StateBadge>
									),
							},
							{ id: 'city', head: t('register.city'), value: (row) => row.city },
						]}
					/>
				</Card>
			)}
			{preview.changed.length > 0 && (
				<Card title={t('duo.changed')}>
					<Table
						label={t('duo.changed')}
						name="changed"
						rows={preview.changed}
						rowId={({ id }) => id}
						columns={[
							{ id: 'name', head: t('common.name'), value: (row) => row.name },
							{ id: 'code', head: 'BRIN', value: (row) => row.code },
							{
								id: 'fields',
								head: t('duo.changed'),
								value: (row) => row.fields.map(({ field, from, to }) => `${field}: ${from ?? '–'} → ${to ?? '–'}`).join('; '),
							},
						]}
					/>
				</Card>
			)}
			{preview.vanished.length > 0 && (
				<Card title={t('duo.vanished')}>
					<Table
						label={t('duo.vanished')}
						name="vanished"
						rows={preview.vanished}
						rowId={({ id }) => id}
						columns={[
							{ id: 'name', head: t('common.name'), value: (row) => row.name },
							{ id: 'code', head: 'BRIN', value: (row) => row.code },
						]}
					/>
				</Card>
			)}
		</>
	);
}
