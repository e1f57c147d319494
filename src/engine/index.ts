export { type LoadedRules, loadRules, loadRulesLenient, type RuleSource } from './sigma/load.ts';
export type { DetectionRule, EventRecord, Expression, LogSource, RuleHeader, RuleLevel } from './model.ts';
export { type CompiledRule, compileRules, Matcher, type MatcherOptions } from './match/matcher.ts';
export type { BudgetOptions, RuleCost } from './match/costs.ts';
export { commands, type EngineCommand, type EngineIo } from './commands.ts';
export { type Exclusion, ExclusionList } from './indicators/exclusions.ts';
export { IndicatorIndex } from './indicators/indicator-index.ts';
export type { ExclusionClass, Indicator, IndicatorHit, MatchKind, Observable, ObservableKind, Tlp } from './indicators/model.ts';
export { normaliseNetwork, normaliseObservable } from './indicators/normalise.ts';
