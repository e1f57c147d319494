import { app, menu } from './app.ts';
import * as assessments from './assessments.ts';
import { charts } from './charts.ts';
import { common } from './common.ts';
import * as duty from './duty.ts';
import { errors } from './errors.ts';
import { finding, form } from './form.ts';
import * as follow from './follow.ts';
import * as institutions from './institutions.ts';
import { judge } from './judge.ts';
import { kind } from './kind.ts';
import * as monitoring from './monitoring.ts';
import * as norms from './norms.ts';
import { party, role, subject } from './party.ts';
import * as queue from './queue.ts';
import * as score from './score.ts';
import * as sharing from './sharing.ts';
import { signIn } from './sign-in.ts';
import * as steering from './steering.ts';
import * as trail from './trail.ts';
import * as watch from './watch.ts';

export { said } from './said.ts';

export const nl = {
	app,
	charts,
	common,
	errors,
	finding,
	form,
	judge,
	kind,
	menu,
	party,
	role,
	subject,
	signIn,
	...institutions,
	...trail,
	...monitoring,
	...queue,
	...assessments,
	...norms,
	...score,
	...steering,
	...sharing,
	...follow,
	...watch,
	...duty,
};
