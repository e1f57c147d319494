export { type LoadedRules, loadRules, loadRulesLenient, type RuleSource } from './sigma/load.ts';
export type { DetectionRule, EventRecord, Expression, LogSource, RuleHeader, RuleLevel } from './model.ts';
export { type CompiledRule, compileRules, Matcher, type MatcherOptions } from './match/matcher.ts';
export type { BudgetOptions, RuleCost } from './match/costs.ts';
export { commands as engineCommands, type EngineCommand, type EngineIo } from './commands.ts';
