/** Edition IDs of Windows in the words people use. */

const WORDS: Readonly<Record<string, string>> = {
  Business: 'Business',
  Cloud: 'S',
  Core: 'Home',
  CoreARM: 'RT',
  CoreConnected: 'with Bing',
  CoreConnectedCountrySpecific: 'with Bing (country specific)',
  CoreConnectedSingleLanguage: 'with Bing Single Language',
  CoreCountrySpecific: 'Home China',
  CoreSingleLanguage: 'Home Single Language',
  Education: 'Education',
  Embedded: '',
  EmbeddedIndustry: 'Industry Pro',
  EmbeddedIndustryA: 'Industry Automotive',
  EmbeddedIndustryE: 'Industry Enterprise',
  Enterprise: 'Enterprise',
  EnterpriseE: 'Enterprise E',
  EnterpriseG: 'Enterprise G',
  // Up to 1607 the long-term servicing edition was called LTSB; the tables mark those rows so.
  EnterpriseLTSB: 'Enterprise LTSB',
  EnterpriseLTSB2015: 'Enterprise LTSB 2015',
  EnterpriseLTSB2016: 'Enterprise LTSB 2016',
  EnterpriseS: 'Enterprise LTSC',
  EnterpriseSubscription: 'Enterprise (subscription)',
  HomeBasic: 'Home Basic',
  HomePremium: 'Home Premium',
  IoTEnterprise: 'IoT Enterprise',
  IoTEnterpriseS: 'IoT Enterprise LTSC',
  Professional: 'Pro',
  ProfessionalE: 'Professional E',
  ProfessionalEducation: 'Pro Education',
  ProfessionalStudent: 'Pro Student',
  ProfessionalWMC: 'Pro with Media Center',
  ProfessionalWorkstation: 'Pro for Workstations',
  ServerAzureCor: 'Azure Core',
  ServerCloudStorage: 'Cloud Storage',
  ServerComputeCluster: 'HPC',
  ServerDatacenter: 'Datacenter',
  ServerDatacenterV: 'Datacenter without Hyper-V',
  ServerEmbeddedSolution: '',
  ServerEnterprise: 'Enterprise',
  ServerEnterpriseIA64: 'for Itanium-based Systems',
  ServerEnterpriseV: 'Enterprise without Hyper-V',
  ServerHPC: 'HPC',
  ServerMultiPointPremium: 'MultiPoint Premium',
  ServerMultiPointStandard: 'MultiPoint Standard',
  ServerRdsh: 'Enterprise multi-session',
  ServerSolution: 'Essentials',
  ServerStandard: 'Standard',
  ServerStandardV: 'Standard without Hyper-V',
  ServerStorageStandard: 'Standard',
  ServerStorageWorkgroup: 'Workgroup',
  ServerTurbine: 'Datacenter: Azure Edition',
  ServerWeb: 'Web',
  Starter: 'Starter',
  Ultimate: 'Ultimate',
}

/** Windows 7 and Vista call the Professional edition by its full name. */
const FULL_PROFESSIONAL = /^Windows (?:7|Vista)\b/

function wordsOf(edition: string): string | undefined {
  const known = WORDS[edition]
  if (known !== undefined) return known
  const withoutN = edition.endsWith('N') ? WORDS[edition.slice(0, -1)] : undefined
  if (withoutN === undefined) return undefined
  // Microsoft writes "Enterprise N LTSC", not "Enterprise LTSC N".
  return `${withoutN} N`.replace(/ (LTS[BC](?: \d{4})?) N$/, ' N $1')
}

/**
 * 'ServerDatacenterEval' as 'Datacenter evaluation', 'EnterpriseSN' as 'Enterprise N LTSC'. An unknown ID is
 * spaced out at its capitals and otherwise kept. generation decides between Pro and Professional.
 */
export function editionName(edition: string, generation = ''): string {
  const evaluated = /^(.+)Eval$/.exec(edition)?.[1]
  if (evaluated !== undefined) return `${editionName(evaluated, generation)} evaluation`
  const words = wordsOf(edition) ?? edition.replace(/^Server/, '').replace(/([a-z0-9])([A-Z])/g, '$1 $2')
  if (FULL_PROFESSIONAL.test(generation)) return words.replace(/^Pro\b/, 'Professional')
  // The core edition of Windows 8 and 8.1 has no name of its own.
  return /^Windows 8/.test(generation) ? words.replace(/^Home\b ?/, '') : words
}

/** True for the editions that Windows Server has and Windows has not. */
export function isServerEdition(edition: string): boolean {
  return /^Server/.test(edition) && edition !== 'ServerRdsh'
}
