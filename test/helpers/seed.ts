import fc from 'fast-check';

// The same draws each time, so that a red run says something about the change; FUZZ_SEED=random draws anew.
const { FUZZ_SEED = '20210928' } = process.env;
if (FUZZ_SEED !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(FUZZ_SEED) });
