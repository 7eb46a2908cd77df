import { expect, it } from 'vitest';
import { commandShape } from '../../src/journal/command-shape.ts';

it.each([
  ['git log --oneline -20 --author=me', 'git log --oneline --author'],
  ['/usr/bin/git -C /home/me status', 'git -C'],
  ['git log -n5 -p', 'git log -n -p'],
  ['grep -rn hunter src', 'grep -rn'],
  ['grep hunter src', 'grep'],
  ['cat diary', 'cat'],
  ['cargo test hunter', 'cargo test'],
  ['npm run build', 'npm run'],
  ['tar -xvf a.tar', 'tar -xvf'],
  ['go test -count=1 -timeout 30s ./...', 'go test -count -timeout'],
  ['java -Xmx2048m -Dkey=s3cret Main', 'java -X -Dkey'],
  ['mysql -phunter -uroot shop', 'mysql -p -u'],
  ['sshpass -pHunter ssh host', 'sshpass -p'],
  ['curl -ualice:hunter --header x', 'curl -u --header'],
  ['tool -Tq8r7zz1ab', 'tool -T'],
  ['tool -averyveryverylongword', 'tool -a'],
])('%s is kept as `%s`', (line, shape) => {
  expect(commandShape(line.split(' '))).toBe(shape);
});
