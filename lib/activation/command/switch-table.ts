/** What the switches of slmgr.vbs do, and what an administrator should know before typing one. */

export interface Switch {
  /** '/ipk' */
  name: string
  does: string
  /** elevated: an elevated prompt. online: one only where it activates with Microsoft. any: none. directory: rights in the directory. */
  needs: 'elevated' | 'online' | 'any' | 'directory'
  /** What it takes with it, or where it fails. */
  beware?: string
}

/**
 * Sources: slmgr.vbs options (Microsoft) and the scripts of Windows 7 and of Windows 8 and later. `/skms` and `/ato` as that page
 * says of IPv6 and of elevation.
 */
export const SWITCHES: readonly Switch[] = [
  {
    name: '/ipk',
    does: 'Installs a product key; it replaces the Windows key that is there',
    needs: 'elevated',
    beware: 'It prints the full key back, so its output is no text for a ticket',
  },
  {
    name: '/upk',
    does: 'Removes the key of one product by its activation ID',
    needs: 'elevated',
    beware:
      'Without an activation ID it takes the key of every Windows product that is no add-on. Give the ID, as /dlv shows it; to change a key, /ipk alone does',
  },
  {
    name: '/ato',
    does: 'Activates now',
    needs: 'online',
    beware: 'With a MAK each activation counts, a repeated one too',
  },
  { name: '/dli', does: 'Shows the license in short', needs: 'any' },
  { name: '/dlv', does: 'Shows the license in full; with all, every product', needs: 'any' },
  { name: '/xpr', does: 'Shows when the license ends, in the local form of dates', needs: 'any' },
  { name: '/cpky', does: 'Clears the key from the registry; good after a MAK', needs: 'elevated' },
  { name: '/rilc', does: 'Reinstalls the license files of the system', needs: 'elevated' },
  { name: '/ilc', does: 'Installs a license file', needs: 'elevated' },
  {
    name: '/rearm',
    does: 'Resets activation and makes a new CMID, after a restart',
    needs: 'elevated',
    beware: 'The number of rearms is limited; /dlv shows how many are left',
  },
  {
    name: '/rearm-app',
    does: 'Resets the activation of one application, such as Office, by its application ID',
    needs: 'elevated',
    beware: 'The number of rearms is limited',
  },
  {
    name: '/rearm-sku',
    does: 'Resets the activation of one product by its activation ID',
    needs: 'elevated',
    beware: 'The number of rearms is limited; /dlv shows how many are left of the SKU',
  },
  {
    name: '/dti',
    does: 'Shows the installation ID, for activation without a connection',
    needs: 'elevated',
  },
  {
    name: '/atp',
    does: 'Activates with a confirmation ID',
    needs: 'elevated',
    beware: 'A confirmation ID fits the machine with that installation ID and no other',
  },
  {
    name: '/skms',
    does: 'Sets the KMS host that is asked; DNS is not asked any more',
    needs: 'elevated',
    beware: 'The script cannot take a bare IPv6 address apart: use the name of the host',
  },
  { name: '/ckms', does: 'Removes the KMS host that was set, so that DNS is asked again', needs: 'elevated' },
  {
    name: '/skms-domain',
    does: 'Sets the one DNS zone that is searched for KMS hosts',
    needs: 'elevated',
    beware: 'A host that is set with /skms wins over it',
  },
  { name: '/ckms-domain', does: 'Removes that zone', needs: 'elevated' },
  { name: '/skhc', does: 'Switches the caching of the KMS host on, as it is by default', needs: 'elevated' },
  {
    name: '/ckhc',
    does: 'Switches that caching off, so that priority and weight in DNS show',
    needs: 'elevated',
  },
  {
    name: '/act-type',
    does: 'Allows one way of activation: 0 all, 1 directory, 2 KMS, 3 token',
    needs: 'elevated',
  },
  { name: '/sprt', does: 'Sets the port of a KMS host', needs: 'elevated' },
  { name: '/sai', does: 'Sets how often clients that are not activated ask, in minutes', needs: 'elevated' },
  { name: '/sri', does: 'Sets how often activated clients ask, in minutes', needs: 'elevated' },
  { name: '/sdns', does: 'Lets a KMS host publish itself in DNS', needs: 'elevated' },
  { name: '/cdns', does: 'Stops a KMS host from publishing itself in DNS', needs: 'elevated' },
  { name: '/spri', does: 'Gives the KMS service its normal priority', needs: 'elevated' },
  { name: '/cpri', does: 'Gives the KMS service a low priority', needs: 'elevated' },
  { name: '/lil', does: 'Lists the issuance licenses for activation by token', needs: 'elevated' },
  { name: '/ril', does: 'Removes an issuance license for activation by token', needs: 'elevated' },
  { name: '/ltc', does: 'Lists the certificates for activation by token', needs: 'elevated' },
  { name: '/fta', does: 'Activates with a token certificate, by its thumbprint', needs: 'elevated' },
  {
    name: '/stao',
    does: 'Allows activation by token alone',
    needs: 'elevated',
    beware: 'The scripts of Windows 8.1 and later no longer know it: use /act-type 3',
  },
  {
    name: '/ctao',
    does: 'Allows other ways than activation by token again',
    needs: 'elevated',
    beware: 'The scripts of Windows 8.1 and later no longer know it: use /act-type 0',
  },
  {
    name: '/ad-activation-online',
    does: 'Activates the forest with a KMS host key over the Internet',
    needs: 'directory',
  },
  {
    name: '/ad-activation-get-iid',
    does: 'Shows the installation ID of a forest that has no Internet',
    needs: 'directory',
  },
  {
    name: '/ad-activation-apply-cid',
    does: 'Activates that forest with its confirmation ID',
    needs: 'directory',
  },
  { name: '/ao-list', does: 'Shows the activation objects of the directory', needs: 'directory' },
  {
    name: '/del-ao',
    does: 'Deletes an activation object of the directory',
    needs: 'directory',
    beware: 'Its machines fall back to KMS when their 180 days end',
  },
]
