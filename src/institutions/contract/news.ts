import { z } from 'zod';
import { news, uuid } from '#kernel/contract';

/** Institutions that are in the register from now on, or again, or are of another kind. */
export const institutionsJoined = news('institutions.joined', z.object({ institutions: z.array(uuid) }));

/** An institution has gone over into another, whose people act for it from now on. */
export const institutionMerged = news('institutions.merged', z.object({ gone: uuid, target: uuid }));
