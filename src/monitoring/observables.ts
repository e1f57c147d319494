import type { ObservableKind } from '#kernel';

export { type ObservableKind, observableKinds } from '#kernel';

/** A value in its normal form, so that equal things are equal texts. */
export interface Observable {
	readonly kind: ObservableKind;
	readonly value: string;
}
