/** Secrets that are known by how they begin. The beginnings and lengths are those of gitleaks' rules, and of the makers' own pages where those lack one. */

const W = '[\\w-]';
const AN = '[A-Za-z0-9]';
const HEX = '[0-9a-fA-F]';

/** `beginning` and what follows it, as a pattern. */
const TOKENS: readonly string[] = [
  // GitHub, GitLab and its kin, Bitbucket and Atlassian, Gitea
  `gh[oprsu]_${AN}{20,255}`,
  'github_pat_\\w{20,255}',
  `gl(?:pat|ptt|rt|rtr|cbt|dt|ft|imt|agent|oas|soat|ffct|sbt|wt)-[\\w.-]{16,255}`,
  `GR1348941${W}{20,50}`,
  'AT(?:ATT3|BB|CTT3)[\\w=-]{20,255}',
  // AWS, Google, Azure, Alibaba, IBM, Yandex, DigitalOcean
  '(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA|AIDA|AROA)[A-Z0-9]{16}(?![A-Za-z0-9])',
  `AIza${W}{35}`,
  `GOCSPX-${W}{20,60}`,
  'ya29\\.[\\w.-]{20,2048}',
  `1//0${W}{30,255}`,
  `\\w{3}\\dQ~[\\w.~-]{31,34}`,
  `LTAI${AN}{12,30}`,
  't1\\.[\\w-]{10,400}={0,2}\\.[\\w-]{86}={0,2}',
  `AQVN${W}{35,38}`,
  `do[opr]_v1_${HEX}{40,64}`,
  // package registries
  `npm_${AN}{36}`,
  `pypi-AgE${W}{16,1000}`,
  `rubygems_${HEX}{48}`,
  `cio${AN}{32}(?!${AN})`,
  'oy2[a-z0-9]{43}(?![a-z0-9])',
  `dckr_(?:pat|oat)_${W}{20,64}`,
  `CLOJARS_${AN}{60}`,
  `(?:AKCp|cmVmd)${AN}{50,80}`,
  // Slack, Discord, Telegram, Teams
  'xox[abceoprs](?:\\.xox[bp])?-[\\w-]{8,255}',
  'xapp-\\d-[\\w-]{16,255}',
  'hooks\\.slack\\.com/(?:services|workflows|triggers)/[\\w/+-]{20,100}',
  'discord(?:app)?\\.com/api/(?:v\\d+/)?webhooks/\\d{10,25}/[\\w-]{30,100}',
  'webhook\\.office\\.com/webhookb2/[\\w/@-]{40,400}',
  '[MNO][\\w-]{23,27}\\.[\\w-]{6,7}\\.[\\w-]{27,40}(?![\\w-])',
  '\\d{5,16}:AA[\\w-]{32,35}(?![\\w-])',
  // payment and post
  `(?:sk|rk|pk)_(?:live|test|prod)_${AN}{10,200}`,
  'whsec_[A-Za-z0-9+/=_-]{16,200}',
  'SG\\.[\\w-]{16,64}\\.[\\w-]{16,128}',
  'xkeysib-[0-9a-f]{64}-\\w{16}',
  `key-[0-9a-f]{32}(?!${AN})`,
  '[0-9a-f]{32}-us\\d{1,2}(?!\\d)',
  'SK[0-9a-f]{32}(?![0-9a-f])',
  `(?:EAAA|sq0(?:atp|csp|idp)-)${W}{22,80}`,
  `EAA[A-Z]${AN}{60,400}`,
  `sh(?:pat|pca|ppa|pss|pua)_${HEX}{32}`,
  `shp(?:at|ca|pa|ss|ua)_${HEX}{32}`,
  `shippo_(?:live|test)_${HEX}{40}`,
  `duffel_(?:test|live)_[\\w=-]{43}`,
  `EZ[AT]K${AN}{54}`,
  'FLWSECK(?:_TEST)?-[\\w-]{12,60}',
  // models
  `sk-(?:ant|proj|svcacct|admin|or|lf)-${W}{16,255}`,
  `sk-${AN}{32,255}`,
  `hf_${AN}{30,64}`,
  `api_org_${AN}{30,64}`,
  `(?:gsk|r8|xai|pplx|fw|nvapi|csk|tgp_v1|co)[_-]${W}{30,255}`,
  `lsv2_(?:pt|sk)_${W}{30,100}`,
  // infrastructure
  'hv[bsr]\\.[\\w-]{20,300}',
  `s\\.(?=[A-Za-z]{0,23}\\d)${AN}{24}(?!${AN})`,
  `\\w{14}\\.atlasv1\\.[\\w=-]{60,80}`,
  'AGE-SECRET-KEY-1[0-9A-Z]{50,62}',
  'AGE-PLUGIN-[A-Z0-9-]{20,400}',
  'ops_eyJ[\\w+/=-]{50,2000}',
  'A3-[A-Z0-9]{6}-[A-Z0-9]{5,11}(?:-[A-Z0-9]{5,6}){3,4}',
  'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{20,100}',
  `pul-${HEX}{40}`,
  `dapi${HEX}{32}(?:-\\d)?`,
  `dt0[a-z]\\d\\d\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}`,
  'pscale_(?:tkn|oauth|pw)_[\\w=.-]{32,64}',
  'gl(?:c|sa)_[\\w+/=]{30,400}',
  'NR(?:AK|II|JS|IQ|RA|SP)-[\\w-]{19,60}',
  'sntry[su]_[\\w+/=-]{30,500}',
  `sgp_(?:(?:${HEX}{16}|local)_)?${HEX}{40}`,
  `(?:tskey|tk-us)-[\\w-]{16,100}`,
  `f(?:o1|m1[ar]|m2)_[\\w+/=-]{40,2000}`,
  `sha256~${W}{43}`,
  `HRKU-${W}{36,70}`,
  `(?:bkua|nfp|sbp|sb_secret|figd|lin_api|lin_oauth|ntn|secret|pnu|rdme|tfp|ico|glsa|CCIPAT|CFPAT|PMAK|aio|waka|rpa|doppler|ABSK|vc[pak])[_-]${W}{26,200}`,
  `fio-u-[\\w=-]{64}`,
  `pat${AN}{14}\\.${HEX}{64}`,
  `\\d/\\d{16}:${HEX}{32}`,
  `${AN}{6}_${AN}{29}_mmk`,
  `API-[A-Z0-9]{26}(?![A-Z0-9])`,
  `v1\\.0-${HEX}{24}-${HEX}{146}`,
  // "eyJhbGciOi….eyJzdWIiOi….sig", of MapBox "sk.eyJ…", of JWE five parts
  `(?:[sp]k\\.)?eyJ[\\w-]{8,8000}\\.(?:eyJ)?[\\w-]{8,8000}(?:\\.[\\w-]{6,8000}){0,3}`,
  // a key of an Azure storage account: 64 bytes
  '(?<!sha512-)[A-Za-z0-9+/]{86}==(?![=\\w])',
  // "$6$salt$hash", "$2b$12$…", "$argon2id$v=19$…": what shadow and htpasswd files hold
  '\\$(?:2[abxy]|5|6|7|y|apr1|argon2(?:id?|d))\\$[\\w./$=,+-]{20,400}',
];

/** At the beginning of a word, so that no part of another name is taken for one. */
const TOKEN = new RegExp(`(?<![A-Za-z0-9])(?:${TOKENS.join('|')})`, 'g');
/** All of them are in words as long as this; other words are not looked at. */
const LONG_WORD = /[^\s"'`<>(){},;[\]]{16,}/g;
/** And have this many of these in a row, which most paths and addresses do not. */
const RUN = /[\w-]{16}/;
/** A word longer than this is looked at in parts that overlap by the length of most tokens. */
const PART = 64 * 1024;
const OVERLAP = 4 * 1024;

export interface Range {
  readonly from: number;
  readonly to: number;
}

export function tokensIn(text: string): Range[] {
  const found: Range[] = [];
  for (const { 0: word, index } of text.matchAll(LONG_WORD)) {
    if (!RUN.test(word)) continue;
    for (let at = 0; at < word.length; at += PART) {
      const part = word.length <= PART ? word : word.slice(Math.max(0, at - OVERLAP), at + PART);
      const from = index + (word.length <= PART ? 0 : Math.max(0, at - OVERLAP));
      for (const token of part.matchAll(TOKEN)) found.push({ from: from + token.index, to: from + token.index + token[0].length });
    }
  }
  return found;
}
