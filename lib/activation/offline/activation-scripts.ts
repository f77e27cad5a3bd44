import { KEY_PLACEHOLDER } from './activation-commands'

/** A machine and the confirmation ID that belongs to it; digits only. */
export interface ApplyRow {
  reference: string
  machine: string
  activationId?: string | undefined
  installationId: string
  confirmationId: string
}

/** PowerShell takes typographic quotes for straight ones. */
const quoted = (text: string) => `'${text.replace(/['\u2018-\u201B]/g, '$&$&')}'`

/**
 * A PowerShell script that applies every confirmation ID of a package over CIM, from one workstation of the isolated
 * network or on each machine by itself. It changes a product only when the machine still shows the installation ID the
 * answer was made for. Methods: SoftwareLicensingProduct.DepositOfflineConfirmationId and
 * SoftwareLicensingService.RefreshLicenseStatus, which slmgr.vbs /atp calls too (Windows 8 and Server 2012 on).
 */
export function applyScript(number: number, rows: readonly ApplyRow[]): string {
  const table = rows.map(
    (row) =>
      `  @{ Machine = ${quoted(row.machine)}; InstallationId = ${quoted(row.installationId)}; ConfirmationId = ${quoted(row.confirmationId)} }`,
  )
  return [
    `# Exchange package ${number}: applies ${rows.length} confirmation IDs.`,
    '# Run elevated. Without -Local every machine is reached over CIM (WinRM); with -Local only the own row is applied.',
    'param([switch] $Local)',
    '$rows = @(',
    table.join(',\r\n'),
    ')',
    "if ($Local) { $rows = $rows | Where-Object { $_.Machine.Split('.')[0] -eq $env:COMPUTERNAME } }",
    '$where = "PartialProductKey IS NOT NULL"',
    'foreach ($row in $rows) {',
    '  $at = @{}',
    '  try {',
    '    if (-not $Local) { $at = @{ CimSession = New-CimSession -ComputerName $row.Machine -ErrorAction Stop } }',
    '    $product = Get-CimInstance @at -ClassName SoftwareLicensingProduct -Filter $where |',
    '      Where-Object { $_.OfflineInstallationId -eq $row.InstallationId } | Select-Object -First 1',
    '    if (-not $product) { Write-Output "$($row.Machine): another installation ID now, nothing applied"; continue }',
    '    $null = Invoke-CimMethod -InputObject $product -MethodName DepositOfflineConfirmationId -ErrorAction Stop -Arguments @{',
    '      InstallationId = $row.InstallationId; ConfirmationId = $row.ConfirmationId }',
    '    $service = Get-CimInstance @at -ClassName SoftwareLicensingService',
    '    $null = Invoke-CimMethod -InputObject $service -MethodName RefreshLicenseStatus',
    '    Write-Output "$($row.Machine): applied"',
    '  } catch {',
    '    Write-Output "$($row.Machine): $($_.Exception.Message)"',
    '  } finally {',
    '    if ($at.CimSession) { Remove-CimSession $at.CimSession }',
    '  }',
    '}',
    '',
  ].join('\r\n')
}

/**
 * Activation over the Internet of many machines: a PowerShell script that reads their names from machines.txt beside
 * it. The placeholder stands in it until the key is put in.
 */
export function onlineScript(key = KEY_PLACEHOLDER): string {
  return [
    '# Installs a product key on every machine named in machines.txt and activates it with Microsoft. Run elevated.',
    `$key = ${quoted(key)}`,
    "foreach ($machine in Get-Content -Path (Join-Path $PSScriptRoot 'machines.txt') | Where-Object { $_.Trim() }) {",
    '  try {',
    '    $session = New-CimSession -ComputerName $machine.Trim() -ErrorAction Stop',
    '    $service = Get-CimInstance -CimSession $session -ClassName SoftwareLicensingService',
    '    $null = Invoke-CimMethod -InputObject $service -MethodName InstallProductKey -Arguments @{ ProductKey = $key } -ErrorAction Stop',
    '    $null = Invoke-CimMethod -InputObject $service -MethodName ClearProductKeyFromRegistry',
    '    $lastFive = $key.Substring($key.Length - 5)',
    '    $product = Get-CimInstance -CimSession $session -ClassName SoftwareLicensingProduct -Filter "PartialProductKey = \'$lastFive\'" | Select-Object -First 1'.replaceAll(
      "\\'",
      "'",
    ),
    '    $null = Invoke-CimMethod -InputObject $product -MethodName Activate -ErrorAction Stop',
    '    $null = Invoke-CimMethod -InputObject $service -MethodName RefreshLicenseStatus',
    '    Write-Output "$($machine): activated"',
    '  } catch {',
    '    Write-Output "$($machine): $($_.Exception.Message)"',
    '  } finally {',
    '    if ($session) { Remove-CimSession $session; $session = $null }',
    '  }',
    '}',
    '',
  ].join('\r\n')
}

/**
 * The part of an answer file for unattended setup that installs the key in the pass "specialize"; Windows activates by
 * itself once it reaches Microsoft. architecture: as the image is built. The file holds the key in the clear.
 */
export function unattendFragment(
  key = KEY_PLACEHOLDER,
  architecture: 'amd64' | 'arm64' | 'x86' = 'amd64',
): string {
  const shown = key.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const component = (name: string) =>
    `    <component name="${name}" processorArchitecture="${architecture}" publicKeyToken="31bf3856ad364e35" language="neutral" versionScope="nonSxS">`
  return [
    '<settings pass="specialize">',
    component('Microsoft-Windows-Shell-Setup').slice(2),
    `    <ProductKey>${shown}</ProductKey>`,
    '  </component>',
    component('Microsoft-Windows-Security-SPP-UX').slice(2),
    '    <SkipAutoActivation>false</SkipAutoActivation>',
    '  </component>',
    '</settings>',
    '',
  ].join('\r\n')
}
