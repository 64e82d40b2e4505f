import { publicProcedure, router } from '../platform/trpc.ts';
import { getDirectory } from './directory.ts';
import { settingsProcedures } from './settings-procedures.ts';

export const organismRouter = router({
	directory: publicProcedure.query(({ ctx }) => getDirectory(ctx)),
	...settingsProcedures
});
