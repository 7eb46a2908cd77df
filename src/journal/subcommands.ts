/** Programs whose first word says what to do. Of all others it is a pattern, a path or a text, which the journal does not keep. */
export const WITH_SUBCOMMANDS: ReadonlySet<string> = new Set(
  [
    'git hg svn jj sl gh glab cargo rustup go npm pnpm yarn bun deno corepack nx turbo lerna rush ng vite next expo',
    'pip pip3 pipx uv poetry pdm hatch rye conda mamba pipenv ruff coverage pre-commit django-admin alembic flask',
    'bundle gem rails rake composer artisan mix dotnet nuget mvn gradle gradlew sbt lein swift xcodebuild pod flutter dart zig stack cabal opam dune',
    'make gmake just task ninja bazel bazelisk buck2 meson',
    'docker docker-compose podman buildah skopeo kubectl helm minikube kind k3d oc terraform tofu terragrunt pulumi ansible-galaxy vagrant packer nomad consul',
    'aws gcloud gsutil az doctl heroku fly flyctl vercel netlify wrangler firebase supabase',
    'apt apt-get apt-cache dnf yum pacman apk zypper brew port snap flatpak nix choco winget scoop systemctl service launchctl',
    'prisma drizzle-kit biome playwright cypress vitest buf sqlfluff golangci-lint rtk',
  ].flatMap((line) => line.split(' ')),
);
