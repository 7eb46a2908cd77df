export async function session(): Promise<import('./measure.ts').Chapter> { throw new Error('soon'); }
