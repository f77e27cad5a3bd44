import { listed } from './cell-sentence'
import { SRV_SERVICE } from './discovery'
import type { RepairAdvice } from './repair'

/** What to do beside the records. `command`: to run on the machine that is named. */
export function adviceWords(advice: RepairAdvice): { text: string; command?: string } {
  switch (advice.kind) {
    case 'lookAtHost':
      return {
        text: `Look at ${advice.host} first: is it on, does the Software Protection service run, is TCP ${advice.port} open inward? Remove the record only when the host is gone for good.`,
        command: `Test-NetConnection ${advice.host} -Port ${advice.port}`,
      }
    case 'stopPublishing':
      return {
        text: `A host registers itself again every 24 hours. Should ${advice.host} still run, stop it from publishing, or take the zone off its DnsDomainPublishList.`,
        command: 'cscript %windir%\\system32\\slmgr.vbs /cdns',
      }
    case 'setPort':
      return {
        text: `If ${advice.host} publishes itself, it puts its own port back within 24 hours. Check what it listens on, and set it, then restart its Software Protection service.`,
        command: `cscript %windir%\\system32\\slmgr.vbs /sprt ${advice.port}`,
      }
    case 'registerOrRemove':
      return {
        text: `Find out whose ${advice.host} is. If it is yours, register it on the KMS hosts page; if not, remove the record, since clients of this zone may activate there.`,
      }
    case 'lookAtServers':
      return {
        text: `Nothing to change in DNS yet: first make the servers of ${advice.zone} answer${advice.servers.some(Boolean) ? ` (${listed(advice.servers.filter(Boolean))})` : ''}, or list others on the Networks page.`,
      }
    case 'askOwnAdmin':
      return {
        text: `${advice.zone} belongs to a forest your hosts may not write to: send the lines to its administrators, and again at every change of a host.`,
      }
    case 'resolveThere':
      return {
        text: `${advice.host} must resolve there too: a conditional forwarder for its zone, or a zone named ${advice.host} with ${advice.addresses.length > 0 ? `the address ${listed(advice.addresses)}` : 'its address'} at its top. TCP must be open to it from there.`,
      }
    case 'registerAddress':
      return {
        text: `Register the address of ${advice.host} on the KMS hosts page; then the line can be written.`,
      }
    case 'addressElsewhere':
      return {
        text: `The address of ${advice.host} belongs in its own zone, which is not among the networks here: add the record there.`,
      }
    case 'standsElsewhere':
      return {
        text: advice.isAlias
          ? `${SRV_SERVICE}.${advice.zone} is a CNAME: the record is written where it leads, in ${advice.place}.`
          : `${advice.zone} is no zone of its own on its servers: the record is written into ${advice.place}.`,
      }
    case 'replicate':
      return {
        text: `Another server of the zone has the record: see whether ${listed(advice.lacking)} lags behind (compare the serials of the SOA records, then transfer the zone again).`,
      }
  }
}
