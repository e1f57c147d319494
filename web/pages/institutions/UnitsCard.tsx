import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../parts/api.ts';
import { Card } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field, Select } from '../../parts/Field.tsx';
import { Fault } from '../../parts/Loaded.tsx';
import { useGiven } from '../../parts/given.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { Institution } from './types.ts';

type Unit = Institution['units'][number];
const kinds = ['faculty', 'service', 'location', 'other'] as const;

/** Faculties, services and locations: where people of the institution belong. */
export function UnitsCard({ institution }: { readonly institution: Institution }) {
	const { t } = useText();
	const session = useSession();
	const client = useQueryClient();
	const say = useToast();
	const [editing, setEditing] = useState<Unit | 'new' | null>(null);
	const fresh = () => {
		for (const key of ['institution', 'units']) void client.invalidateQueries({ queryKey: [key] });
	};
	const remove = useMutation({
		mutationFn: (unit: Unit) => api.remove(`/v1/units/${unit.id}`),
		onSuccess: (_nothing, { name, kind }) => {
			fresh();
			say(t('unit.removed', { name }), () => void api.post('/v1/units', { name, kind }).then(fresh));
		},
	});
	const may = session.institution === institution.id && ['ciso', 'security-officer'].includes(session.role);
	if (!may && institution.units.length === 0) return null;
	return (
		<Card
			title={t('institution.units')}
			tools={
				may && (
					<Button small icon="plus" onClick={() => setEditing('new')}>
						{t('unit.add')}
					</Button>
				)
			}
		>
			{remove.error !== null && <Fault error={remove.error} />}
			<Table
				bare={institution.units.length < 12}
				name="units"
				label={t('institution.units')}
				rows={institution.units}
				rowId={({ id }) => id}
				sort="name"
				empty={t('unit.empty')}
				columns={[
					{ id: 'name', head: t('common.name'), value: (row) => row.name },
					{ id: 'kind', head: t('common.kind'), value: (row) => t(`unitKind.${row.kind}`) },
					...(may
						? [
								{
									id: 'do',
									head: t('common.actions'),
									sortable: false,
									value: () => null,
									cell: (row: Unit) => (
										<>
											<Button small tone="quiet" onClick={() => setEditing(row)}>
												{t('unit.change')}
												<span className="unseen">: {row.name}</span>
											</Button>
											<Button small tone="danger" onClick={() => remove.mutate(row)}>
												{t('unit.remove')}
												<span className="unseen">: {row.name}</span>
											</Button>
										</>
									),
								},
							]
						: []),
				]}
			/>
			{editing !== null && (
				<UnitForm
					{...(editing === 'new' ? {} : { unit: editing })}
					onSaved={() => {
						fresh();
						setEditing(null);
					}}
					onClose={() => setEditing(null)}
				/>
			)}
		</Card>
	);
}

interface UnitFormProps {
	readonly unit?: Unit;
	onSaved(): void;
	onClose(): void;
}

function UnitForm({ unit, onSaved, onClose }: UnitFormProps) {
	const { t } = useText();
	const { given, field } = useGiven({ name: unit?.name ?? '', kind: unit?.kind ?? 'faculty' });
	const save = useMutation({
		mutationFn: () => (unit === undefined ? api.post('/v1/units', given) : api.put(`/v1/units/${unit.id}`, given)),
		onSuccess: onSaved,
	});
	return (
		<Drawer title={unit === undefined ? t('unit.add') : unit.name} open onClose={onClose}>
			<Form submit={t('common.save')} busy={save.isPending} error={save.error} onSubmit={() => save.mutate()} onCancel={onClose}>
				<Field label={t('common.name')} required maxLength={200} {...field('name')} />
				<Select
					label={t('common.kind')}
					{...field('kind')}
					choices={kinds.map((value) => ({ value, label: t(`unitKind.${value}`) }))}
				/>
			</Form>
		</Drawer>
	);
}
