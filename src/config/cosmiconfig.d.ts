/**
 * The explorer of cosmiconfig itself. Its public functions first read `package.json` and `.config/config.*` of the current folder for settings of their own,
 * and run `.config/config.js`: nothing of a project that is not trusted may be opened, much less run. The version is pinned.
 */
declare module 'cosmiconfig/dist/ExplorerSync.js' {
  import type { LoaderResult, LoaderSync } from 'cosmiconfig';

  interface Found {
    readonly config: LoaderResult;
    readonly filepath: string;
    readonly isEmpty?: boolean;
  }

  export class ExplorerSync {
    constructor(options: {
      readonly moduleName: string;
      readonly searchPlaces: string[];
      readonly searchStrategy: 'none';
      readonly loaders: Record<string, LoaderSync>;
      readonly ignoreEmptySearchPlaces: boolean;
      readonly cache: boolean;
      readonly transform: (found: Found | null) => Found | null;
      readonly metaConfigFilePath: null;
      readonly mergeImportArrays: boolean;
      readonly mergeSearchPlaces: boolean;
    });
    search(from: string): Found | null;
  }
}
