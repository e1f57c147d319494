export const judge = {
	meets: 'haalt het doel',
	nearly: 'net onder het doel',
	under: 'onder het doel',
	untargeted: 'geen doel afgesproken',
} as const;
