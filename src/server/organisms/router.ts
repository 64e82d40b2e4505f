import { publicProcedure, router } from '../platform/trpc.ts';
import { getDirectory } from './directory.ts';

export const organismRouter = router({
	directory: publicProcedure.query(({ ctx }) => getDirectory(ctx))
});
