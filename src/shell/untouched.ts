/** What the rewriter never touches, whatever filter there is. Data. */

/** They change things elsewhere, and what they say is short: no gain. Prefixes of the command without launchers. */
export const SIDE_EFFECTS: readonly string[] = [
  'rm', 'rmdir', 'unlink', 'shred', 'mv', 'cp', 'ln', 'dd', 'chmod', 'chown', 'kill', 'killall', 'pkill', 'shutdown', 'reboot',
  'git push', 'git clean', 'git reset', 'git send-email', 'git stash drop', 'git stash clear', 'git branch -d', 'git branch -D',
  'git branch --delete', 'git tag -d', 'git tag --delete', 'git worktree remove', 'git remote remove', 'git filter-branch', 'git gc', 'git svn dcommit',
  'gh pr merge', 'gh pr create', 'gh pr close', 'gh pr comment', 'gh pr review', 'gh pr edit', 'gh issue create', 'gh issue close', 'gh issue comment',
  'gh issue delete', 'gh issue edit', 'gh release create', 'gh release delete', 'gh release upload', 'gh repo create', 'gh repo delete', 'gh repo archive',
  'gh workflow run', 'gh run cancel', 'gh run rerun', 'gh secret', 'gh auth', 'glab mr merge', 'glab mr create', 'glab issue create',
  'npm publish', 'npm unpublish', 'npm deprecate', 'npm version', 'npm dist-tag', 'npm login', 'npm logout', 'npm adduser', 'npm token', 'npm owner',
  'pnpm publish', 'pnpm login', 'yarn publish', 'yarn npm', 'yarn login', 'bun publish', 'cargo publish', 'cargo yank', 'cargo login', 'cargo owner',
  'twine upload', 'poetry publish', 'uv publish', 'flit publish', 'hatch publish', 'gem push', 'mvn deploy', 'mvn release:perform', 'gradle publish',
  'dotnet nuget push', 'docker push', 'docker rm', 'docker rmi', 'docker kill', 'docker stop', 'docker system prune', 'docker volume', 'docker login',
  'docker compose down', 'docker compose rm', 'docker compose kill', 'docker compose push', 'podman push', 'podman rm', 'podman rmi',
  'kubectl delete', 'kubectl apply', 'kubectl create', 'kubectl replace', 'kubectl patch', 'kubectl scale', 'kubectl drain', 'kubectl cordon', 'kubectl exec',
  'kubectl edit', 'kubectl rollout', 'oc delete', 'oc apply', 'helm install', 'helm upgrade', 'helm uninstall', 'helm delete', 'helm rollback', 'helm push',
  'terraform apply', 'terraform destroy', 'terraform import', 'terraform state rm', 'terraform state mv', 'terraform taint', 'terraform force-unlock',
  'tofu apply', 'tofu destroy', 'pulumi up', 'pulumi destroy', 'cdk deploy', 'cdk destroy', 'serverless deploy', 'sls deploy', 'ansible-playbook',
  'aws s3 rm', 'aws s3 mv', 'aws s3 rb', 'gcloud app deploy', 'gcloud run deploy', 'az group delete', 'vercel', 'netlify deploy', 'wrangler deploy',
  'fly deploy', 'heroku', 'firebase deploy', 'systemctl', 'service', 'sudo', 'ssh', 'scp', 'sftp',
];

/** The shell does these itself; a program of the same name is another thing. */
export const BUILTINS: ReadonlySet<string> = new Set(
  '. : [ alias bg bind break builtin caller cd command compgen complete compopt continue declare dirs disown echo enable eval exec exit export false fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return set shift shopt source suspend test times trap true type typeset ulimit umask unalias unset wait'.split(
    ' ',
  ),
);

/** They do not end by themselves, so that an agent reads them while they run. Matched against the command without launchers. */
export const ENDLESS = /^(?:npm|pnpm|yarn|bun)(?: run)? (?:dev|start|serve|watch|preview|storybook)(?:[:\s]|$)/;

/** `git commit` without a message opens an editor, which needs the terminal. */
export const EDITOR = /^git commit\b(?![^]*\s(?:-[a-zA-Z]*[mFCc]|--(?:message|file|reuse-message|no-edit|fixup|dry-run))(?:[=\s\w]|$))/;

/** Their first own word decides what they do, so that an expansion there says nothing. */
export const FIRST_WORD_DECIDES: ReadonlySet<string> = new Set(['pnpm', 'yarn', 'golangci-lint']);

/** PowerShell and cmd: `$env:X = 1`, `$_.Name`, `Get-ChildItem`, `%USERPROFILE%`, `if exist x (`, `dir /s`, `@echo off`. */
export const OTHER_SHELLS: readonly RegExp[] = [
  /\$env:\w|\$(?:true|false|null)\b|\$(?:_|PSItem)\./i,
  /(?:^|[|;({&\n])\s*(?:Get|Set|New|Remove|Add|Clear|Copy|Move|Rename|Test|Invoke|Start|Stop|Select|Where|ForEach|Sort|Write|Out|Import|Export|ConvertTo|ConvertFrom|Measure|Join|Split|Resolve)-[A-Z][A-Za-z]+\b/,
  /%[A-Za-z_]{3,}%|\bif (?:not )?exist\b|^\s*@echo o(?:n|ff)\b/i,
  /(?:^|[&|\n])\s*(?:dir|copy|del|type|findstr|where|rd|md|ren) +\/[a-z?]\b|(?:^|\n)\s*(?:cmd|powershell|pwsh)(?:\.exe)? /i,
];
