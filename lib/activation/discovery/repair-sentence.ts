import { sayList } from '../words/say-amounts'
import { SRV_SERVICE } from './discovery'
import type { RepairAdvice } from './repair'

/** What to do beside the records. `command`: to run on the machine that is named. */
export function adviceWords(advice: RepairAdvice): { text: string; command?: string } {
  switch (advice.kind) {
    case 'lookAtHost':
      return {
        text: `Check ${advice.host} first: is it on, is the Software Protection service running, is inbound TCP ${advice.port} open? Remove the record only when the host is gone permanently.`,
        command: `Test-NetConnection ${advice.host} -Port ${advice.port}`,
      }
    case 'stopPublishing':
      return {
        text: `A host registers itself again every 24 hours. If ${advice.host} still runs, stop it from publishing, or remove the zone from its DnsDomainPublishList.`,
        command: 'cscript %windir%\\system32\\slmgr.vbs /cdns',
      }
    case 'setPort':
      return {
        text: `If ${advice.host} publishes itself, it restores its own port within 24 hours. Check which port it listens on, set the right one, then restart its Software Protection service.`,
        command: `cscript %windir%\\system32\\slmgr.vbs /sprt ${advice.port}`,
      }
    case 'registerOrRemove':
      return {
        text: `Find out who owns ${advice.host}. If it is yours, register it on the KMS hosts page; if not, remove the record: clients of this zone may activate there.`,
      }
    case 'lookAtServers':
      return {
        text: `Nothing to change in DNS yet: first get the servers of ${advice.zone} to answer${advice.servers.some(Boolean) ? ` (${sayList(advice.servers.filter(Boolean))})` : ''}, or add others on the Networks page.`,
      }
    case 'askOwnAdmin':
      return {
        text: `${advice.zone} belongs to a forest your hosts cannot write to: send the lines to its administrators, again whenever a host changes.`,
      }
    case 'resolveThere':
      return {
        text: `${advice.host} must resolve there too: a conditional forwarder for its zone, or a zone named ${advice.host} with ${advice.addresses.length > 0 ? `the address ${sayList(advice.addresses)}` : 'its address'} at its apex. The TCP port must be open from there.`,
      }
    case 'registerAddress':
      return {
        text: `Enter the address of ${advice.host} on the KMS hosts page; then the line can be written.`,
      }
    case 'addressElsewhere':
      return {
        text: `The address of ${advice.host} belongs in its own zone, which is not listed under Networks: add the record there.`,
      }
    case 'standsElsewhere':
      return {
        text: advice.isAlias
          ? `${SRV_SERVICE}.${advice.zone} is a CNAME: the record goes where it points, in ${advice.place}.`
          : `${advice.zone} is not a separate zone on its servers: the record goes into ${advice.place}.`,
      }
    case 'replicate':
      return {
        text: `Another server of the zone has the record: check whether ${sayList(advice.lacking)} lags behind (compare the serials of the SOA records, then transfer the zone again).`,
      }
  }
}
