/** Nearly: less than half a level short. Judged on the exact value: 2.96 shows 3,0 and does not meet 3. */
export function judgeLevel(value: number, target: number | null): 'good' | 'warn' | 'bad' | 'idle' {
	if (target === null) return 'idle';
	if (value >= target) return 'good';
	return target - value < 0.5 ? 'warn' : 'bad';
}
