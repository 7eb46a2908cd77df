/** Whose a file is, by its path alone: a budget goes to the user's own files first. */

// "node_modules/x/", "vendor/x/", ".venv/lib/", "third_party/x/"
const LIBRARY =
  /(?:^|\/)(?:node_modules|bower_components|jspm_packages|vendor|third[_-]party|site-packages|dist-packages|\.?venv|\.tox|\.nox|\.git|Pods|\.gradle|\.m2|\.cargo|\.yarn|\.pnpm-store)\//;
// "package-lock.json", "yarn.lock", "go.sum"
const LOCK =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|Cargo\.lock|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|composer\.lock|Gemfile\.lock|go\.sum|flake\.lock|mix\.lock|Podfile\.lock|pubspec\.lock|packages\.lock\.json)$/;
// "app.min.js", "app.js.map", "api.pb.go", "api_pb2.py", "schema.generated.ts", "__snapshots__/a.test.ts.snap"
const WRITTEN =
  /(?:\.min\.(?:js|css|mjs|cjs)|\.(?:js|css|mjs|cjs)\.map|\.pb\.(?:go|cc|h)|_pb2(?:_grpc)?\.pyi?|[._-]generated\.\w+|\.gen\.\w+|\.snap|\.g\.dart|\.designer\.cs|_generated\.go)$/i;
// "dist/x", "coverage/x", "generated/x"
const OUTPUT = /(?:^|\/)(?:dist|coverage|generated|__generated__|\.next|\.nuxt|\.output|__pycache__|storybook-static)\//;

/** Is it another project's file, kept inside this one? */
function isLibrary(path: string): boolean {
  return LIBRARY.test(path);
}

// "app.min.js", "app.css.map"
const BUNDLED = /\.min\.(?:js|css|mjs|cjs)$|\.(?:js|css|mjs|cjs)\.map$/;

/** Lock files and bundles: nobody reads more than a glance of their changes. */
export function isBundled(path: string): boolean {
  return LOCK.test(path) || BUNDLED.test(path);
}

/** Is it a file that a program writes: lock files, bundles, maps, snapshots, generated sources? */
function isGenerated(path: string): boolean {
  return LOCK.test(path) || WRITTEN.test(path) || OUTPUT.test(path);
}

/** Written by hand, in this project. */
export function isOwn(path: string): boolean {
  return !isLibrary(path) && !isGenerated(path);
}
