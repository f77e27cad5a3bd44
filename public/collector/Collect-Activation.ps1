<#
.SYNOPSIS
    Reads the volume activation of Windows and Office and sends it to the Activation Console.

.DESCRIPTION
    Without a machine's name it reads this machine, and waits for the time that the console gave it. With -ComputerName,
    -OrganizationalUnit or -From it reads other machines from here, over WinRM or else DCOM, 32 at a time.

    It needs Windows PowerShell 5.1 or PowerShell 7 and nothing else. It changes no setting of a machine, reads no full
    product key and no user's name. In Constrained Language Mode it reads and sends this machine; -CaFile, -Check and
    other machines need Full Language Mode (sign the script, or allow it by policy).

    Exit codes: 0 sent, or not yet due; 1 the script itself failed; 2 wrong setup (address, token, rights, language mode);
    3 the console refused; 4 the console was not reached and the reading waits in the spool.

.PARAMETER Server
    Address of the console: https://console.corp.example

.PARAMETER TokenFile
    File that holds the token and that only SYSTEM and administrators may read. Where it does not exist, the value Token
    under HKLM:\SOFTWARE\ActivationConsole is taken.

.PARAMETER CaFile
    Certificate (.cer) of the only authority that is trusted for the console. No proxy is used then.

.PARAMETER Proxy
    Address of a proxy. Without it that of the account counts.

.PARAMETER Now
    Reads and sends at once, due or not.

.PARAMETER Check
    Says in words how far the console can be reached, and sends nothing.

.PARAMETER Install
    Copies script and token to StateFolder, closes it to all but SYSTEM and administrators, and makes the scheduled task.

.PARAMETER TokenFrom
    With -Install: the file that the token is copied from. It never stands on a command line, where logs would keep it.

.PARAMETER Uninstall
    Removes the task, the token and what the script kept.

.EXAMPLE
    .\Collect-Activation.ps1 -Server https://console.corp.example -WhatIf
    Prints what would be sent.

.EXAMPLE
    .\Collect-Activation.ps1 -From .\machines.txt -OutFile .\activation.ndjson
    Reads the machines of a list, one name a line, into a file that the console imports.
#>
#Requires -Version 5.1
[CmdletBinding(SupportsShouldProcess = $true, PositionalBinding = $false)]
param(
    [string]$Server,
    [string]$StateFolder = "$env:ProgramData\ActivationConsole",
    [string]$TokenFile = "$env:ProgramData\ActivationConsole\token.txt",
    [string]$CaFile,
    [string]$Proxy,
    [switch]$Now,
    [switch]$Check,
    [switch]$Install,
    [string]$TokenFrom,
    [switch]$Uninstall,
    [string[]]$ComputerName,
    [string]$OrganizationalUnit,
    [string]$From,
    [string]$OutFile,
    [pscredential]$Credential,
    [int]$ThrottleLimit = 32,
    [switch]$AsWorker
)

Set-StrictMode -Version 1.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$Version = '1.0.0'
$TaskName = 'Activation Console collector'
$WindowsApplication = '55c92734-d682-4d71-983e-d6ec3f16059f'
# SL_E_PKEY_NOT_INSTALLED
$NoKeyReason = '0xC004F014'
$Statuses = @('unlicensed', 'licensed', 'initialGrace', 'outOfToleranceGrace', 'nonGenuineGrace', 'notification', 'extendedGrace')

# The task starts the script every 30 minutes; a slot that begins within them is waited for.
$LongestWaitSeconds = 1800
$SpoolLimit = 10
$EventsAtOnce = 4000
$MostEventParts = 50
$MostClientEvents = 200
$ClassTimeoutSeconds = 60
$ConnectTimeoutSeconds = 20
$PortTimeoutMilliseconds = 2000
$MachineTimeoutSeconds = 600
$LinesAtOnce = 2000
# Nobody is asked to wait longer: a due time beyond it was written by a clock that was wrong.
$LongestPauseSeconds = 86400

# ---------------------------------------------------------------------------------------------- values

function Get-Iso {
    param($At)
    # The culture is named: the one of the machine may count years otherwise.
    $At.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [cultureinfo]::InvariantCulture)
}

function Get-Hex {
    param($Code)
    '0x{0:X8}' -f $Code
}

# A table without the values that are not known: the console tells "not reported" from "empty".
function Get-Known {
    param($Table)
    $known = @{}
    foreach ($name in $Table.Keys) {
        $value = $Table[$name]
        if ($null -eq $value) { continue }
        if (($value -is [string]) -and ($value.Trim() -eq '')) { continue }
        if (($value -is [hashtable]) -and ($value.Count -eq 0)) { continue }
        $known[$name] = $value
    }
    $known
}

function Get-Positive {
    param($Value)
    if (($null -ne $Value) -and ($Value -gt 0) -and ($Value -le 2147483647)) { [int]$Value }
}

function Get-Count {
    param($Value)
    if (($null -ne $Value) -and ($Value -ge 0) -and ($Value -le 2147483647)) { [int]$Value }
}

function Get-Flag {
    param($Value)
    if ($null -ne $Value) { [bool]$Value }
}

# WMI and WinRM write their code into the error's id; other errors have it as a number.
function Get-ErrorCode {
    param($ErrorRecord)
    if ($ErrorRecord.FullyQualifiedErrorId -match '0x[0-9a-fA-F]{8}') {
        return '0x' + $Matches[0].Substring(2).ToUpperInvariant()
    }
    $named = @{ AccessDenied = '0x80041003'; InvalidNamespace = '0x8004100E'; InvalidClass = '0x80041010'; ServerLimitsExceeded = '0x80338048' }
    $native = "$($ErrorRecord.Exception.NativeErrorCode)"
    if ($named.ContainsKey($native)) { return $named[$native] }
    Get-Hex $ErrorRecord.Exception.HResult
}

# What a code means for the collection. The console has the remedy of each outcome.
function Get-Outcome {
    param([string]$Code)
    switch -Regex ($Code) {
        '^0x(80070005|80041003|8007052E|80070533|80070775)$' { return 'denied' }
        '^0x(803380E4|8033809D|80090322|8009030E|80090311|800706FD)$' { return 'trustMissing' }
        '^0x(80041032|800705B4|80338029)$' { return 'timedOut' }
        '^0x(80041010|8004100E|80041002)$' { return 'classMissing' }
        '^0x(80070422|80070426|8007041D)$' { return 'serviceStopped' }
        '^0x(80338012|80338126|800706BA)$' { return 'refused' }
        '^0x(80070035|80070033|800704CF|800704D0)$' { return 'unreachable' }
        default { return 'wmiBroken' }
    }
}

# ---------------------------------------------------------------------------------------------- reading a machine

$ServiceProperties = 'ClientMachineID, KeyManagementServiceHostCaching, KeyManagementServiceListeningPort, KeyManagementServiceDnsPublishing, KeyManagementServiceLowPriority, RemainingWindowsReArmCount'

# Windows 7 and Office there know these; Windows 8 and later have more. Named one by one: OfflineInstallationId costs
# seconds for each product, and other properties hold what no console should see.
$OldProductProperties = 'ID, Name, Description, ApplicationID, LicenseStatus, LicenseStatusReason, GracePeriodRemaining, EvaluationEndDate, PartialProductKey, LicenseIsAddon, ProductKeyID, KeyManagementServiceMachine, KeyManagementServicePort, DiscoveredKeyManagementServiceMachineName, DiscoveredKeyManagementServiceMachinePort, KeyManagementServiceProductKeyID, VLActivationInterval, VLRenewalInterval, IsKeyManagementServiceMachine, KeyManagementServiceCurrentCount, KeyManagementServiceTotalRequests, KeyManagementServiceFailedRequests, KeyManagementServiceUnlicensedRequests, KeyManagementServiceLicensedRequests, KeyManagementServiceOOBGraceRequests, KeyManagementServiceOOTGraceRequests, KeyManagementServiceNonGenuineGraceRequests, KeyManagementServiceNotificationRequests'
$NewProductProperties = "$OldProductProperties, DiscoveredKeyManagementServiceMachineIpAddress, VLActivationType, RemainingAppReArmCount, RemainingSkuReArmCount"

# Rows of a class, and a line in $Read that says how the reading went: a class that timed out is not "not there".
function Read-Class {
    param($Connection, [string]$Class, [string[]]$Properties, [string]$Where)
    $asked = @{ Class = $Class; Code = '' }
    foreach ($list in $Properties) {
        $query = "SELECT $list FROM $Class"
        if ($Where) { $query = "$query WHERE $Where" }
        $started = Get-Date
        try {
            $rows = @(Get-CimInstance @Connection -Query $query -OperationTimeoutSec $ClassTimeoutSeconds -ErrorAction Stop)
            $took = [int]((Get-Date) - $started).TotalMilliseconds
            $script:Read += @{ class = $Class; outcome = 'read'; ms = $took; rows = $rows.Count }
            return $rows
        }
        catch {
            $asked.Code = Get-ErrorCode $_
            # WBEM_E_INVALID_QUERY: a property that this version of Windows does not have.
            if ($asked.Code -ne '0x80041017') { break }
        }
    }
    $took = [int]((Get-Date) - $started).TotalMilliseconds
    $script:Read += @{ class = $Class; outcome = (Get-Outcome $asked.Code); ms = $took; rows = 0; code = $asked.Code }
    return @()
}

function Get-ReadOutcome {
    param([string]$Class)
    $line = @($script:Read | Where-Object -FilterScript { $_.class -eq $Class })
    if ($line.Count -eq 0) { return @{ outcome = 'wmiBroken' } }
    $line[-1]
}

function Get-Machine {
    param($Connection)
    $system = @(Read-Class $Connection 'Win32_ComputerSystem' @('DNSHostName, Name, Domain, PartOfDomain, Manufacturer, Model') '')
    if ($system.Count -eq 0) { return $null }
    $row = $system[0]
    # Name ends after 15 characters, DNSHostName does not.
    $name = $row.DNSHostName
    if (-not $name) { $name = $row.Name }
    $machine = @{ name = $name.ToLowerInvariant() }
    if ($row.PartOfDomain) {
        $machine.domain = $row.Domain.ToLowerInvariant()
        $machine.name = "$($machine.name).$($machine.domain)"
    }
    if ("$($row.Manufacturer) $($row.Model)" -match 'Virtual|VMware|KVM|QEMU|Xen|HVM domU|OpenStack|Google Compute|Amazon EC2|Nutanix') {
        $machine.isVirtual = $true
    }
    $machine
}

function Get-KmsClient {
    param($Product, $Service)
    $kms = @{
        hostExtendedPid           = $Product.KeyManagementServiceProductKeyID
        activationIntervalMinutes = Get-Positive $Product.VLActivationInterval
        renewalIntervalMinutes    = Get-Positive $Product.VLRenewalInterval
    }
    # A registered host (slmgr /skms) wins over one found through DNS.
    if ($Product.KeyManagementServiceMachine) {
        $kms.host = $Product.KeyManagementServiceMachine
        $kms.port = Get-Positive $Product.KeyManagementServicePort
        $kms.foundBy = 'registered'
    }
    elseif ($Product.DiscoveredKeyManagementServiceMachineName) {
        $kms.host = $Product.DiscoveredKeyManagementServiceMachineName
        $kms.port = Get-Positive $Product.DiscoveredKeyManagementServiceMachinePort
        $kms.foundBy = 'dns'
    }
    if ($Product.DiscoveredKeyManagementServiceMachineIpAddress -match '^[0-9a-fA-F.:]+$') {
        $kms.hostAddress = $Product.DiscoveredKeyManagementServiceMachineIpAddress
    }
    if ($Service) { $kms.hostCaching = Get-Flag $Service.KeyManagementServiceHostCaching }
    Get-Known $kms
}

function Get-ProductFact {
    param($Product)
    $fact = Get-Known @{
        name          = $Product.Name
        description   = $Product.Description
        activationId  = $Product.ID
        applicationId = $Product.ApplicationID
    }
    if ($Product.PartialProductKey -match '^[A-Za-z0-9]{5}$') { $fact.partialKey = $Product.PartialProductKey }
    if ($Product.LicenseIsAddon) { $fact.isAddon = $true }
    $fact
}

function Get-ActivatedBy {
    param($Product)
    if ($Product.LicenseStatus -ne 1) { return $null }
    if ($Product.Description -match 'VIRTUAL_MACHINE_ACTIVATION') { return 'avma' }
    switch ($Product.VLActivationType) {
        1 { return 'directory' }
        2 { return 'kms' }
        3 { return 'token' }
    }
    if (($Product.Description -match 'VOLUME_KMSCLIENT') -and $Product.DiscoveredKeyManagementServiceMachineName) { return 'kms' }
    $null
}

function ConvertTo-License {
    param($Product, $Service, $Machine, $At)
    $activatedBy = Get-ActivatedBy $Product
    $license = @{
        kind        = 'license'
        observedAt  = Get-Iso $At
        client      = Get-Known @{ name = $Machine.name; domain = $Machine.domain; isVirtual = $Machine.isVirtual; cmid = $Service.ClientMachineID }
        product     = Get-ProductFact $Product
        status      = $Statuses[[int]$Product.LicenseStatus]
        activatedBy = $activatedBy
        extendedPid = $Product.ProductKeyID
    }
    if (($Product.LicenseStatus -ne 1) -and $Product.LicenseStatusReason) { $license.reason = Get-Hex $Product.LicenseStatusReason }
    $minutes = Get-Positive $Product.GracePeriodRemaining
    if ($minutes) {
        $license.remainingMinutes = $minutes
        $license.expiresAt = Get-Iso ($At.AddMinutes($minutes))
    }
    # Windows writes 1601 where there is no end.
    elseif ($Product.EvaluationEndDate -and ($Product.EvaluationEndDate.Year -gt 2006)) {
        $license.expiresAt = Get-Iso $Product.EvaluationEndDate
    }
    if (($Product.Description -match 'VOLUME_KMSCLIENT') -and ($activatedBy -notin @('directory', 'token'))) {
        $license.kms = Get-KmsClient $Product $Service
    }
    $rearms = @{ sku = Get-Count $Product.RemainingSkuReArmCount }
    if ($Product.ApplicationID -eq $WindowsApplication) {
        $rearms.windows = Get-Count $Product.RemainingAppReArmCount
        if ($null -eq $rearms.windows) { $rearms.windows = Get-Count $Service.RemainingWindowsReArmCount }
    }
    $license.rearms = Get-Known $rearms
    Get-Known $license
}

function Test-KmsHost {
    param($Product)
    if ($Product.IsKeyManagementServiceMachine) { return $true }
    ($Product.Description -match 'VOLUME_KMS') -and ($Product.Description -notmatch 'VOLUME_KMSCLIENT')
}

function ConvertTo-KmsHost {
    param($Product, $Service, $Machine, $At)
    $reading = @{
        kind         = 'kmsHost'
        observedAt   = Get-Iso $At
        host         = @{ name = $Machine.name }
        product      = Get-ProductFact $Product
        status       = $Statuses[[int]$Product.LicenseStatus]
        currentCount = Get-Count $Product.KeyManagementServiceCurrentCount
        extendedPid  = $Product.ProductKeyID
        requests     = Get-Known @{
            total               = Get-Count $Product.KeyManagementServiceTotalRequests
            failed              = Get-Count $Product.KeyManagementServiceFailedRequests
            unlicensed          = Get-Count $Product.KeyManagementServiceUnlicensedRequests
            licensed            = Get-Count $Product.KeyManagementServiceLicensedRequests
            initialGrace        = Get-Count $Product.KeyManagementServiceOOBGraceRequests
            outOfToleranceGrace = Get-Count $Product.KeyManagementServiceOOTGraceRequests
            nonGenuineGrace     = Get-Count $Product.KeyManagementServiceNonGenuineGraceRequests
            notification        = Get-Count $Product.KeyManagementServiceNotificationRequests
        }
    }
    if (($Product.LicenseStatus -ne 1) -and $Product.LicenseStatusReason) { $reading.reason = Get-Hex $Product.LicenseStatusReason }
    if ($Service) {
        $reading.port = Get-Positive $Service.KeyManagementServiceListeningPort
        $reading.dnsPublishing = Get-Flag $Service.KeyManagementServiceDnsPublishing
        if ($null -ne $Service.KeyManagementServiceLowPriority) {
            $reading.priority = if ($Service.KeyManagementServiceLowPriority) { 'low' } else { 'normal' }
        }
    }
    Get-Known $reading
}

# A Windows without a key is unlicensed, not unread.
function Get-NoKeyLicense {
    param($System, $Machine, $At)
    @{
        kind       = 'license'
        observedAt = Get-Iso $At
        client     = Get-Known @{ name = $Machine.name; domain = $Machine.domain; isVirtual = $Machine.isVirtual }
        product    = Get-Known @{ name = "$($System.Caption)".Replace('Microsoft ', '').Trim(); applicationId = $WindowsApplication }
        status     = 'unlicensed'
        reason     = $NoKeyReason
    }
}

# Products of Windows and Office on one machine, as observations.
function Read-Products {
    param($Connection, $Machine, $At)
    $inUse = 'PartialProductKey IS NOT NULL OR LicenseStatus <> 0'
    $system = @(Read-Class $Connection 'Win32_OperatingSystem' @('Caption') '')
    $service = @(Read-Class $Connection 'SoftwareLicensingService' @($ServiceProperties) '')
    $products = @(Read-Class $Connection 'SoftwareLicensingProduct' @($NewProductProperties, $OldProductProperties) $inUse)
    $isRead = (Get-ReadOutcome 'SoftwareLicensingProduct').outcome -eq 'read'
    $found = @($products | Where-Object -FilterScript { $_.ApplicationID -eq $WindowsApplication })
    if ($isRead -and ($found.Count -eq 0)) { Get-NoKeyLicense ($system | Select-Object -First 1) $Machine $At }
    foreach ($product in $products) {
        if (Test-KmsHost $product) { ConvertTo-KmsHost $product ($service | Select-Object -First 1) $Machine $At }
        else { ConvertTo-License $product ($service | Select-Object -First 1) $Machine $At }
    }
    # Office 2010, and any Office on Windows 7, has classes of its own. Elsewhere they are not there, and that is no fault.
    $office = @(Read-Class $Connection 'OfficeSoftwareProtectionService' @('ClientMachineID, KeyManagementServiceHostCaching') '')
    if ((Get-ReadOutcome 'OfficeSoftwareProtectionService').outcome -eq 'classMissing') {
        $script:Read = @($script:Read | Where-Object -FilterScript { $_.class -ne 'OfficeSoftwareProtectionService' })
        return
    }
    foreach ($product in @(Read-Class $Connection 'OfficeSoftwareProtectionProduct' @($OldProductProperties) $inUse)) {
        ConvertTo-License $product ($office | Select-Object -First 1) $Machine $At
    }
}

# Suffixes that the machine may look for a KMS host in.
function Read-Suffixes {
    param($Connection)
    $adapters = Read-Class $Connection 'Win32_NetworkAdapterConfiguration' @('DNSDomain, DNSDomainSuffixSearchOrder') 'IPEnabled = TRUE'
    $all = foreach ($adapter in $adapters) { $adapter.DNSDomainSuffixSearchOrder; $adapter.DNSDomain }
    @($all | Where-Object -FilterScript { $_ } | ForEach-Object -Process { $_.ToLowerInvariant() } | Select-Object -Unique -First 20)
}

# Seconds that this clock is off from the domain's: KMS and Kerberos refuse too many. Its numbers are the same in every language.
function Read-ClockOffset {
    param([string]$Domain)
    if (-not $Domain) { return $null }
    try {
        $said = & "$env:SystemRoot\System32\w32tm.exe" /stripchart "/computer:$Domain" /samples:1 /dataonly 2>$null
        if ("$said" -match ', ([+-]\d{1,9})[.,]\d+s') { return [int]$Matches[1] }
    }
    catch { return $null }
    $null
}

function New-Attempt {
    param([string]$Name, [string]$Outcome, [string]$Via, [string]$Code)
    Get-Known @{
        kind      = 'collectionAttempt'
        at        = Get-Iso (Get-Date)
        client    = @{ name = $Name.ToLowerInvariant() }
        outcome   = $Outcome
        via       = $Via
        code      = $Code
        collector = $Version
    }
}

# The observations of one machine; the last one says how the reading ended.
function Read-Machine {
    param($Connection, [string]$Name, [string]$Via)
    $script:Read = @()
    $at = Get-Date
    $machine = Get-Machine $Connection
    if ($null -eq $machine) {
        $failed = Get-ReadOutcome 'Win32_ComputerSystem'
        $attempt = New-Attempt $Name $failed.outcome $Via $failed.code
        $attempt.read = @($script:Read)
        return $attempt
    }
    Read-Products $Connection $machine $at
    $products = Get-ReadOutcome 'SoftwareLicensingProduct'
    $attempt = New-Attempt $machine.name $products.outcome $Via $products.code
    $suffixes = @(Read-Suffixes $Connection)
    if ($suffixes.Count -gt 0) { $attempt.dnsSuffixes = $suffixes }
    if ($Via -eq 'local') {
        $offset = Read-ClockOffset $machine.domain
        if ($null -ne $offset) { $attempt.clockOffsetSeconds = $offset }
    }
    $attempt.read = @($script:Read)
    $attempt
}

# ---------------------------------------------------------------------------------------------- events

# The strings of an event: some versions write them one by one, some as one string with commas.
function Get-EventPart {
    param($Record)
    $texts = foreach ($property in $Record.Properties) { "$($property.Value)" }
    @(($texts -join ',').Split(',') | ForEach-Object -Process { $_.Trim() })
}

function Get-ClientTime {
    param([string]$Text)
    if ($Text -match '^(\d{4})/(\d{1,2})/(\d{1,2}) (\d{1,2}):(\d{2})$') {
        '{0}-{1:d2}-{2:d2}T{3:d2}:{4}:00.000Z' -f $Matches[1], [int]$Matches[2], [int]$Matches[3], [int]$Matches[4], $Matches[5]
    }
}

# Windows writes 4294967295 for "not applicable".
function Get-EventNumber {
    param([string]$Text)
    if (($Text -match '^\d{1,10}$') -and ([int64]$Text -le 2147483647)) { [int]$Text }
}

function Get-EventGuid {
    param([string]$Text)
    if ($Text -match '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$') { $Text.ToLowerInvariant() }
}

function Get-EventCode {
    param([string]$Text)
    if ($Text -match '0x([0-9a-fA-F]{1,8})') { '0x' + $Matches[1].ToUpperInvariant().PadLeft(8, '0') }
}

function Get-EventFlag {
    param([string]$Text)
    if ($Text -match '^[01]$') { $Text -eq '1' }
}

function Get-EventStatus {
    param([string]$Text)
    if ($Text -match '^[0-6]$') { $Statuses[[int]$Text] }
}

function Get-HostAndPort {
    param([string]$Text)
    if ($Text -match '^\[?(?<name>[^\s\]]+?)\]?(:(?<port>\d{1,5}))?$') {
        Get-Known @{ name = $Matches.name.ToLowerInvariant(); port = Get-EventNumber "$($Matches.port)" }
    }
}

# Fields of each event: KMS events (Microsoft, ff793440) and logs from the field.
function ConvertTo-Observation {
    param($Record)
    $computer = $Record.MachineName.ToLowerInvariant()
    $part = @(Get-EventPart $Record)
    $observation = @{ at = Get-Iso $Record.TimeCreated; event = @{ recordId = $Record.RecordId; channel = $Record.LogName; computer = $computer } }
    $observation.hresult = Get-EventCode $part[0]
    switch ($Record.Id) {
        12288 {
            $observation.kind = 'kmsClientExchange'
            $observation.step = 'request'
            $observation.host = Get-HostAndPort $part[2]
            $observation.client = Get-Known @{ name = $computer; cmid = Get-EventGuid $part[3]; isVirtual = Get-EventFlag $part[5] }
            $observation.clientTime = Get-ClientTime $part[4]
            $observation.status = Get-EventStatus $part[6]
            $observation.remainingMinutes = Get-EventNumber $part[7]
            $observation.activationId = Get-EventGuid $part[8]
            $observation.minimumCount = Get-EventNumber $part[9]
        }
        12289 {
            $observation.kind = 'kmsClientExchange'
            $observation.step = 'response'
            $observation.client = @{ name = $computer }
            $observation.hostCount = Get-EventNumber $part[4]
            $observation.activationIntervalMinutes = Get-EventNumber $part[5]
            $observation.renewalIntervalMinutes = Get-EventNumber $part[6]
            $observation.clientTime = Get-ClientTime $part[7]
        }
        12290 {
            $observation.kind = 'kmsRequest'
            $observation.host = @{ name = $computer }
            $observation.minimumCount = Get-EventNumber $part[1]
            $observation.client = Get-Known @{ name = "$($part[2])".ToLowerInvariant(); cmid = Get-EventGuid $part[3]; isVirtual = Get-EventFlag $part[5] }
            $observation.clientTime = Get-ClientTime $part[4]
            $observation.status = Get-EventStatus $part[6]
            $observation.remainingMinutes = Get-EventNumber $part[7]
            $observation.activationId = Get-EventGuid $part[8]
        }
        12308 {
            $observation.kind = 'directoryActivation'
            $observation.client = @{ name = $computer }
            # It is only written after a success.
            $observation.hresult = '0x00000000'
            $observation.activationId = Get-EventGuid $part[0]
            $observation.activationObjectName = $part[1]
            $observation.activationObjectDn = ($part | Select-Object -Skip 2) -join ','
        }
        12293 {
            $observation.kind = 'dnsPublishFailure'
            $observation.host = @{ name = $computer }
            $observation.hresult = Get-EventCode ($part -join ' ')
            $observation.zone = $part | Where-Object -FilterScript { $_ -and ($_ -notmatch '^0x') } | Select-Object -First 1
        }
        default {
            $observation.kind = 'kmsService'
            $observation.host = @{ name = $computer }
            $observation.what = @{ 12291 = 'startFailed'; 12292 = 'renewalTimerFailed'; 12294 = 'published' }[$Record.Id]
            $observation.hresult = Get-EventCode ($part -join ' ')
            if (($Record.Id -eq 12294) -and (-not $observation.hresult)) { $observation.hresult = '0x00000000' }
        }
    }
    # Without its code an event says nothing.
    if ($observation.hresult) { Get-Known $observation }
}

# Events of a log that came after the one with this number, which was written at this time.
function Read-Events {
    param([string]$Log, [string]$Condition, [int64]$After, [string]$At, [hashtable]$Order)
    $newest = @(Get-Records @{ LogName = $Log; MaxEvents = 1 })
    if ($newest.Count -eq 0) { return @() }
    # A number that falls back, or is another event's now: the log was cleared.
    $same = @(Get-Records @{ LogName = $Log; FilterXPath = "*[System[EventRecordID = $After]]" })
    $isOther = ($same.Count -gt 0) -and $At -and ((Get-Iso $same[0].TimeCreated) -ne $At)
    if ($isOther -or ($newest[0].RecordId -lt $After)) { $After = 0 }
    @(Get-Records (@{ LogName = $Log; FilterXPath = "*[System[$Condition and EventRecordID > $After]]" } + $Order))
}

function Get-Records {
    param($Search)
    try { Get-WinEvent @Search -ErrorAction Stop }
    catch {
        if ($_.FullyQualifiedErrorId -notmatch '^NoMatching|LogsFound|NotFound') { Write-Verbose "Event log: $($_.Exception.Message)" }
    }
}

$ClientEvents = "Provider[@Name='Microsoft-Windows-Security-SPP' or @Name='Microsoft-Windows-Security-Licensing-SLC' or @Name='Office Software Protection Platform Service'] and (EventID=12288 or EventID=12289 or EventID=12291 or EventID=12292 or EventID=12293 or EventID=12294 or EventID=12308)"

# ---------------------------------------------------------------------------------------------- token, state, log

# One line in the Application log. eventcreate.exe is part of Windows and needs no source set up before.
function Write-Log {
    param([int]$Id, [string]$Type, [string]$Text)
    Write-Verbose $Text
    try { $null = & "$env:SystemRoot\System32\eventcreate.exe" /L APPLICATION /SO ActivationConsole /ID $Id /T $Type /D $Text.Replace('"', "'") 2>$null }
    catch { Write-Verbose 'The Application log takes no line.' }
}

function Stop-Run {
    param([int]$Code, [string]$Text)
    if ($Code -eq 4) { Write-Log 101 WARNING $Text }
    else { Write-Log 102 ERROR $Text }
    Write-Error -Message $Text -ErrorAction Continue
    exit $Code
}

# Everyone, Authenticated Users, Users, Interactive, Guests, Domain Users and Computers: none of them may read the token.
function Test-OpenToAll {
    param([string]$Path)
    (Get-Acl -LiteralPath $Path).Sddl -match '\(A;[^;)]*;[^;)]*;[^;)]*;[^;)]*;(WD|AU|BU|IU|BG|AN|DU|DC|S-1-5-21-[0-9-]+-51[345])\)'
}

function Get-Token {
    $place = $TokenFile
    if (Test-Path -LiteralPath $TokenFile) { $token = Get-Content -LiteralPath $TokenFile -TotalCount 1 }
    else {
        $place = 'HKLM:\SOFTWARE\ActivationConsole'
        $token = (Get-ItemProperty -LiteralPath $place -Name Token -ErrorAction SilentlyContinue).Token
    }
    if (-not $token) { Stop-Run 2 "No token: neither $TokenFile nor HKLM:\SOFTWARE\ActivationConsole, value Token." }
    if (Test-OpenToAll $place) {
        $close = if ($place -eq $TokenFile) { "icacls `"$StateFolder`" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F" } else { 'regedit, Permissions, Advanced: disable inheritance, leave SYSTEM and Administrators' }
        Stop-Run 2 "Others than SYSTEM and administrators may read $place. Close it ($close), and exchange the token."
    }
    $token = "$token".Trim()
    if ($token -notmatch '^acsl_[A-Za-z0-9_-]+$') { Stop-Run 2 "What $place holds is no token of the console." }
    $token
}

function Get-State {
    $state = @{ due = ''; failures = 0; kms = 0; kmsAt = ''; application = 0; applicationAt = '' }
    $file = "$StateFolder\state.json"
    if (-not (Test-Path -LiteralPath $file)) { return $state }
    try { $kept = Get-Content -LiteralPath $file -Raw | ConvertFrom-Json }
    catch { return $state }
    foreach ($name in @($state.Keys)) {
        if ($null -eq $kept.$name) { continue }
        # PowerShell 7 makes dates of what looks like one.
        $state[$name] = if ($kept.$name -is [datetime]) { Get-Iso $kept.$name } else { $kept.$name }
    }
    $state
}

function Save-State {
    param($State)
    $State | ConvertTo-Json | Set-Content -LiteralPath "$StateFolder\state.json" -Encoding UTF8
}

# 0 to 3599, always the same for a name: machines that start together do not come together.
function Get-NameSlot {
    param([string]$Name)
    $slot = 0
    foreach ($letter in $Name.ToLowerInvariant().ToCharArray()) { $slot = ($slot * 31 + [int]$letter) % 3600 }
    $slot
}

function Get-SecondsUntil {
    param([string]$Due)
    if (-not $Due) { return 0 }
    try { $seconds = ([datetime]$Due - (Get-Date)).TotalSeconds }
    catch { return 0 }
    if (($seconds -lt 0) -or ($seconds -gt $LongestPauseSeconds)) { return 0 }
    [int]$seconds
}

# ---------------------------------------------------------------------------------------------- sending

function ConvertTo-Line {
    param($Observation)
    $Observation | ConvertTo-Json -Compress -Depth 6
}

function Write-Body {
    param([string]$Path, [string[]]$Line)
    Set-Content -LiteralPath $Path -Value $Line -Encoding UTF8
}

# The answer to one body: status (0 when nobody answered), retryAfter, answer, expires.
function Send-Body {
    param([string]$Path, [string]$Token)
    if ($CaFile) { return Send-Pinned $Path $Token }
    $request = @{
        Uri                = "$Server/api/v1/observations"
        Method             = 'Post'
        InFile             = $Path
        ContentType        = 'application/x-ndjson; charset=utf-8'
        Headers            = @{ Authorization = "Bearer $Token" }
        UserAgent          = "activation-collector/$Version"
        TimeoutSec         = 180
        MaximumRedirection = 0
        UseBasicParsing    = $true
    }
    if ($Proxy) {
        $request.Proxy = $Proxy
        $request.ProxyUseDefaultCredentials = $true
    }
    try {
        $response = Invoke-WebRequest @request
        return @{ status = [int]$response.StatusCode; retryAfter = 0; answer = (Get-Answer $response.Content); expires = "$($response.Headers['Token-Expires'])" }
    }
    catch {
        $response = $_.Exception.Response
        if ($null -eq $response) { return @{ status = 0; retryAfter = 0; problem = $_.Exception.Message } }
        $said = Get-Answer $_.ErrorDetails.Message
        return @{ status = [int]$response.StatusCode; retryAfter = (Get-RetryAfter $response.Headers); answer = $said; problem = "$($said.detail)" }
    }
}

function Get-Answer {
    param($Text)
    # PowerShell gives bytes where it does not know the type as text.
    if ($Text -is [byte[]]) { $Text = -join [char[]]$Text }
    try { "$Text" | ConvertFrom-Json }
    catch { $null }
}

function Get-RetryAfter {
    param($Headers)
    # PowerShell 7 has an object there, which says the same as the text that Windows PowerShell has.
    if ($Headers.RetryAfter) { return ConvertTo-Seconds "$($Headers.RetryAfter)" }
    ConvertTo-Seconds "$($Headers['Retry-After'])"
}

# A Retry-After is a number of seconds, or a date.
function ConvertTo-Seconds {
    param([string]$Text)
    if ($Text -match '^\d{1,6}$') { return [int]$Text }
    Get-SecondsUntil $Text
}

# A connection to the console over TLS. Every certificate is taken here; what it is worth is judged before anything is sent.
function Open-Connection {
    $address = [uri]$Server
    $client = New-Object -TypeName System.Net.Sockets.TcpClient
    $client.SendTimeout = 180000
    $client.ReceiveTimeout = 180000
    $client.Connect($address.DnsSafeHost, $address.Port)
    $script:Presented = @()
    $script:TlsErrors = 0
    $take = [System.Net.Security.RemoteCertificateValidationCallback] {
        param($from, $certificate, $chain, $errors)
        $script:TlsErrors = [int]$errors
        foreach ($element in $chain.ChainElements) { $script:Presented += , $element.Certificate.RawData }
        return $true
    }
    $stream = New-Object -TypeName System.Net.Security.SslStream -ArgumentList @($client.GetStream(), $false, $take)
    # The system chooses the version; Windows PowerShell would choose TLS 1.0.
    $versions = if ($PSVersionTable.PSVersion.Major -ge 6) { 'None' } else { 'Tls12' }
    $stream.AuthenticateAsClient($address.DnsSafeHost, $null, [System.Security.Authentication.SslProtocols]$versions, $false)
    @{ client = $client; stream = $stream; errors = $script:TlsErrors }
}

# True when the certificate is for this name (1: none, 2: another name) and comes from the authority in CaFile.
function Test-Authority {
    param($Connection)
    if ($Connection.errors -band 3) { return $false }
    $authority = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList $CaFile
    $certificate = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList $Connection.stream.RemoteCertificate
    $chain = New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Chain
    $null = $chain.ChainPolicy.ExtraStore.Add($authority)
    foreach ($raw in $script:Presented) {
        $null = $chain.ChainPolicy.ExtraStore.Add((New-Object -TypeName System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $raw)))
    }
    $chain.ChainPolicy.RevocationMode = 'NoCheck'
    # It need not be in the store of this machine: it is compared below. A certificate may also stand for itself.
    $chain.ChainPolicy.VerificationFlags = 'AllowUnknownCertificateAuthority'
    if (-not $chain.Build($certificate)) { return $false }
    $certificates = @($chain.ChainElements | ForEach-Object -Process { $_.Certificate.Thumbprint })
    $authority.Thumbprint -in $certificates
}

# Sends over the very connection whose certificate was judged. HTTP/1.0: the answer comes whole and ends with the connection.
function Send-Pinned {
    param([string]$Path, [string]$Token)
    $connection = $null
    try {
        $connection = Open-Connection
        if (-not (Test-Authority $connection)) {
            return @{ status = 495; retryAfter = 0; problem = "The certificate of $Server is not from the authority in $CaFile, or not for this name." }
        }
        $body = [System.IO.File]::ReadAllBytes($Path)
        $head = @(
            'POST /api/v1/observations HTTP/1.0'
            "Host: $(([uri]$Server).Authority)"
            "Authorization: Bearer $Token"
            'Content-Type: application/x-ndjson; charset=utf-8'
            "Content-Length: $($body.Length)"
            "User-Agent: activation-collector/$Version"
        ) -join "`r`n"
        $start = [System.Text.Encoding]::ASCII.GetBytes("$head`r`n`r`n")
        $connection.stream.Write($start, 0, $start.Length)
        $connection.stream.Write($body, 0, $body.Length)
        $connection.stream.Flush()
        $reader = New-Object -TypeName System.IO.StreamReader -ArgumentList @($connection.stream, [System.Text.Encoding]::UTF8)
        ConvertFrom-Response $reader.ReadToEnd()
    }
    catch { @{ status = 0; retryAfter = 0; problem = $_.Exception.GetBaseException().Message } }
    finally { if ($connection) { $connection.client.Close() } }
}

function ConvertFrom-Response {
    param([string]$Text)
    if ($Text -notmatch '^HTTP/1\.[01] \d{3}') { return @{ status = 0; retryAfter = 0; problem = 'The answer broke off.' } }
    $status = [int]$Text.Substring(9, 3)
    $cut = $Text.IndexOf("`r`n`r`n")
    $head = $Text.Substring(0, $cut)
    $said = Get-Answer $Text.Substring($cut + 4)
    $retryAfter = if ($head -match '(?im)^Retry-After:\s*([^\r\n]+)') { ConvertTo-Seconds $Matches[1].Trim() } else { 0 }
    $expires = if ($head -match '(?im)^Token-Expires:\s*(\S+)') { $Matches[1] } else { '' }
    @{ status = $status; retryAfter = $retryAfter; answer = $said; expires = $expires; problem = "$($said.detail)" }
}

# ---------------------------------------------------------------------------------------------- one round

# done; later: again after a while, with the same bytes; never: these bytes are wrong; setUp: somebody must look.
function Get-Fate {
    param([int]$Status)
    if (($Status -ge 200) -and ($Status -lt 300)) { return 'done' }
    if ($Status -in @(0, 408, 429, 500, 502, 503, 504, 507)) { return 'later' }
    if ($Status -in @(400, 413, 415, 422)) { return 'never' }
    'setUp'
}

function Get-SpoolFile {
    @(Get-ChildItem -LiteralPath "$StateFolder\spool" -Filter '*.ndjson' | Sort-Object -Property Name)
}

# This machine as it is now, in the spool; within an hour the last reading is good enough. Returns the newest event told, if any.
function Add-Reading {
    param($State)
    $null = New-Item -ItemType Directory -Path "$StateFolder\spool" -Force
    $newest = Get-SpoolFile | Select-Object -Last 1
    if ($newest -and ($newest.LastWriteTime -gt (Get-Date).AddHours(-1))) { return $null }
    $records = @(Read-Events 'Application' $ClientEvents $State.application $State.applicationAt @{ MaxEvents = $MostClientEvents })
    $observations = @(Read-Machine @{} $env:COMPUTERNAME 'local') + @($records | ForEach-Object -Process { ConvertTo-Observation $_ })
    $name = (Get-Date).ToUniversalTime().ToString('yyyyMMddTHHmmss', [cultureinfo]::InvariantCulture)
    Write-Body "$StateFolder\spool\$name.ndjson" @($observations | ForEach-Object -Process { ConvertTo-Line $_ })
    Get-SpoolFile | Select-Object -SkipLast $SpoolLimit | Remove-Item
    $records | Select-Object -First 1
}

# Sends what waits, oldest first. Ends at the first answer that is no yes; a body that is wrong is given up.
function Send-Spool {
    param([string]$Token)
    $result = @{ status = 200; retryAfter = 0 }
    foreach ($file in Get-SpoolFile) {
        $result = Send-Body $file.FullName $Token
        $fate = Get-Fate $result.status
        if (($fate -eq 'done') -or ($fate -eq 'never')) { Remove-Item -LiteralPath $file.FullName }
        if ($fate -ne 'done') { return $result }
    }
    $result
}

# Requests that this machine answered as a KMS host. They wait in their log: its numbers say how far the console knows it.
function Send-KmsLog {
    param([string]$Token, $State)
    $path = "$StateFolder\events.ndjson"
    for ($part = 0; $part -lt $MostEventParts; $part += 1) {
        $records = @(Read-Events 'Key Management Service' 'EventID >= 12290 and EventID <= 12294' $State.kms $State.kmsAt @{ Oldest = $true; MaxEvents = $EventsAtOnce })
        if ($records.Count -eq 0) { return $null }
        Write-Body $path @($records | ForEach-Object -Process { ConvertTo-Observation $_ } | ForEach-Object -Process { ConvertTo-Line $_ })
        $result = Send-Body $path $Token
        Remove-Item -LiteralPath $path
        if ((Get-Fate $result.status) -notin @('done', 'never')) { return $result }
        $State.kms = $records[-1].RecordId
        $State.kmsAt = Get-Iso $records[-1].TimeCreated
        Save-State $State
        if ($records.Count -lt $EventsAtOnce) { return $result }
    }
    $result
}

function Invoke-Round {
    param([string]$Token, $State)
    $newest = Add-Reading $State
    $result = Send-Spool $Token
    if ((Get-Fate $result.status) -eq 'done') {
        if ($newest) {
            $State.application = $newest.RecordId
            $State.applicationAt = Get-Iso $newest.TimeCreated
        }
        $events = Send-KmsLog $Token $State
        if ($events -and ((Get-Fate $events.status) -ne 'done')) { $events.answer = $result.answer; return $events }
    }
    $result
}

# Sets when to come again, writes the line for the log, and returns the exit code.
function Complete-Round {
    param($Result, $State)
    $fate = Get-Fate $Result.status
    $seconds = if ($Result.answer.next.afterSeconds) { [int]$Result.answer.next.afterSeconds } else { 21600 }
    if ($fate -eq 'later') {
        $State.failures = [int]$State.failures + 1
        # 1, 2, 4 ... 60 minutes, and not before the console wants.
        $seconds = 60
        for ($try = 1; ($try -lt $State.failures) -and ($seconds -lt 3600); $try += 1) { $seconds = $seconds * 2 }
        if ($seconds -gt 3600) { $seconds = 3600 }
        if ($Result.retryAfter -gt $seconds) { $seconds = $Result.retryAfter }
        if ($seconds -gt $LongestPauseSeconds) { $seconds = $LongestPauseSeconds }
    }
    else { $State.failures = 0 }
    if ($fate -eq 'setUp') { $seconds = 3600 }
    $State.due = Get-Iso (Get-Date).AddSeconds($seconds)
    Save-State $State
    $count = [int]$Result.answer.rejectedCount
    $rejected = if ($count -gt 0) { " $count rejected, the first because: $($Result.answer.rejected[0].reason)" } else { '' }
    switch ($fate) {
        'done' {
            Write-Log 100 INFORMATION "Sent to $Server. Recorded: $($Result.answer.recorded), known before: $($Result.answer.unchanged).$rejected Next at $($State.due). Token holds until $($Result.expires)."
            return 0
        }
        'later' {
            Write-Log 101 WARNING "$Server was not reached ($($Result.status) $($Result.problem)). Next try at $($State.due)."
            return 4
        }
        default {
            Write-Log 102 ERROR "$Server refused ($($Result.status)): $($Result.problem)$rejected"
            return 3
        }
    }
}

# Waits for the time of this machine, if it comes soon, and sends. Returns the exit code.
function Invoke-Collector {
    if (-not (Test-Path -LiteralPath $StateFolder)) { Stop-Run 2 "$StateFolder is not there. Run the script with -Install first." }
    $token = Get-Token
    $state = Get-State
    $started = Get-Date
    if (-not $state.due) {
        $state.due = Get-Iso $started.AddSeconds((Get-NameSlot $env:COMPUTERNAME))
        Save-State $state
    }
    $isDue = [bool]$Now
    $code = 0
    while ($true) {
        $wait = if ($isDue) { 0 } else { Get-SecondsUntil $state.due }
        if (((Get-Date) - $started).TotalSeconds + $wait -gt $LongestWaitSeconds) { return $code }
        if ($wait -gt 0) { Start-Sleep -Seconds $wait }
        $isDue = $false
        $code = Complete-Round (Invoke-Round $token $state) $state
        if ($code -ne 4) { return $code }
    }
}

# ---------------------------------------------------------------------------------------------- setup

function Set-Access {
    param([string[]]$Argument)
    $null = & "$env:SystemRoot\System32\icacls.exe" $Argument
    if ($LASTEXITCODE -ne 0) { Stop-Run 2 "$StateFolder cannot be closed to others. Run this as an administrator." }
}

function Install-Collector {
    if (-not $Server) { Stop-Run 2 'Say the address of the console: -Server https://...' }
    $null = New-Item -ItemType Directory -Path $StateFolder -Force
    # Whoever made the folder before, it belongs to administrators now, and nobody else reads or writes in it.
    Set-Access @($StateFolder, '/setowner', '*S-1-5-32-544', '/T', '/C', '/Q')
    Set-Access @($StateFolder, '/inheritance:r', '/grant:r', '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F', '/Q')
    if (Get-ChildItem -LiteralPath $StateFolder) { Set-Access @("$StateFolder\*", '/reset', '/T', '/C', '/Q') }
    $copy = "$StateFolder\Collect-Activation.ps1"
    if ($PSCommandPath -ne $copy) { Copy-Item -LiteralPath $PSCommandPath -Destination $copy -Force }
    if ($TokenFrom) { Get-Content -LiteralPath $TokenFrom -TotalCount 1 | Set-Content -LiteralPath "$StateFolder\token.txt" }
    $arguments = "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File `"$copy`" -Server $Server"
    if ($CaFile) {
        Copy-Item -LiteralPath $CaFile -Destination "$StateFolder\ca.cer" -Force
        $arguments = "$arguments -CaFile `"$StateFolder\ca.cer`""
    }
    if ($Proxy) { $arguments = "$arguments -Proxy $Proxy" }
    Register-Task $arguments
    Write-Output "Installed in $StateFolder. The first reading is sent within 90 minutes."
}

# By schtasks.exe: the cmdlets for tasks are missing on Windows 7.
function Register-Task {
    param([string]$Arguments)
    $escaped = $Arguments.Replace('&', '&amp;').Replace('<', '&lt;').Replace('"', '&quot;')
    $definition = @"
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>Sends the volume activation of this machine to the Activation Console.</Description></RegistrationInfo>
  <Triggers>
    <BootTrigger><Enabled>true</Enabled><Delay>PT5M</Delay></BootTrigger>
    <TimeTrigger><Repetition><Interval>PT30M</Interval></Repetition><StartBoundary>2026-01-01T00:00:00</StartBoundary><Enabled>true</Enabled></TimeTrigger>
    <EventTrigger><Enabled>true</Enabled><Subscription>&lt;QueryList&gt;&lt;Query Id="0" Path="Microsoft-Windows-NetworkProfile/Operational"&gt;&lt;Select Path="Microsoft-Windows-NetworkProfile/Operational"&gt;*[System[EventID=10000]]&lt;/Select&gt;&lt;/Query&gt;&lt;/QueryList&gt;</Subscription><Delay>PT1M</Delay></EventTrigger>
  </Triggers>
  <Principals><Principal id="Author"><UserId>S-1-5-18</UserId><RunLevel>HighestAvailable</RunLevel></Principal></Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions Context="Author"><Exec><Command>%SystemRoot%\System32\WindowsPowerShell\v1.0\powershell.exe</Command><Arguments>$escaped</Arguments></Exec></Actions>
</Task>
"@
    $file = "$StateFolder\task.xml"
    Set-Content -LiteralPath $file -Value $definition -Encoding Unicode
    $null = & "$env:SystemRoot\System32\schtasks.exe" /Create /TN $TaskName /XML $file /F
    if ($LASTEXITCODE -ne 0) { Stop-Run 2 'The scheduled task could not be made. Run this as an administrator.' }
    Remove-Item -LiteralPath $file
}

function Uninstall-Collector {
    $null = & "$env:SystemRoot\System32\schtasks.exe" /Delete /TN $TaskName /F
    if (Test-Path -LiteralPath "$StateFolder\Collect-Activation.ps1") { Remove-Item -LiteralPath $StateFolder -Recurse -Force }
    Write-Output 'Removed. What was sent stays in the console.'
}

# How far the console can be reached, step by step, in words.
function Test-Console {
    $address = [uri]$Server
    $connection = $null
    try {
        Write-Output "Name: $($address.DnsSafeHost) is $([System.Net.Dns]::GetHostAddresses($address.DnsSafeHost) -join ', ')"
        $connection = Open-Connection
        Write-Output "TLS: port $($address.Port) answers with $($connection.stream.SslProtocol)"
        Write-Output "Certificate: for $($connection.stream.RemoteCertificate.Subject), from $($connection.stream.RemoteCertificate.Issuer)"
        if ($CaFile) { Write-Output "Authority in $CaFile`: $(if (Test-Authority $connection) { 'it is from this one' } else { 'it is NOT from this one' })" }
        elseif ($connection.errors) { Write-Output "Certificate: Windows does NOT trust it ($([System.Net.Security.SslPolicyErrors]$connection.errors))" }
        else { Write-Output 'Certificate: Windows trusts it' }
    }
    catch { Write-Output "Not reached: $($_.Exception.GetBaseException().Message)" }
    finally { if ($connection) { $connection.client.Close() } }
    $proxyFound = [System.Net.WebRequest]::GetSystemWebProxy().GetProxy($address)
    Write-Output "Proxy of this account: $(if ((-not $proxyFound) -or ("$proxyFound".TrimEnd('/') -eq $Server)) { 'none' } else { $proxyFound })"
    $empty = "$env:TEMP\activation-check.ndjson"
    Write-Body $empty @('')
    $result = Send-Body $empty (Get-Token)
    Remove-Item -LiteralPath $empty
    # An empty body is refused once the token has been taken.
    if ($result.status -eq 400) { Write-Output 'Token: taken' }
    else { Write-Output "Token: NOT taken ($($result.status) $($result.problem))" }
    $offset = Read-ClockOffset $address.DnsSafeHost
    if ($null -ne $offset) { Write-Output "Clock: $offset s from the console" }
}

# ---------------------------------------------------------------------------------------------- other machines

function Get-Target {
    # Started with -File, a list comes as one text.
    $names = @($ComputerName | ForEach-Object -Process { "$_".Split(',').Trim() })
    if ($From) {
        # One name a line, or a CSV whose first column has it.
        $names += Get-Content -LiteralPath $From | ForEach-Object -Process { ($_ -split '[,;]')[0].Trim(' ', '"') } | Where-Object -FilterScript { $_ -match '^[A-Za-z0-9][A-Za-z0-9._-]*$' }
    }
    if ($OrganizationalUnit) {
        # Enabled computers with Windows.
        $searcher = [adsisearcher]'(&(objectCategory=computer)(operatingSystem=Windows*)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))'
        $searcher.SearchRoot = [adsi]"LDAP://$OrganizationalUnit"
        $searcher.PageSize = 1000
        $names += foreach ($entry in $searcher.FindAll()) { "$($entry.Properties['dnshostname'])" }
    }
    @($names | Where-Object -FilterScript { $_ } | ForEach-Object -Process { $_.ToLowerInvariant() } | Select-Object -Unique)
}

# open; refused: the machine is there and says no; silent: nothing came back.
function Test-Port {
    param([string]$Name, [int]$Port)
    $client = New-Object -TypeName System.Net.Sockets.TcpClient
    try {
        if ($client.ConnectAsync($Name, $Port).Wait($PortTimeoutMilliseconds)) { 'open' } else { 'silent' }
    }
    catch {
        if ("$($_.Exception.GetBaseException().SocketErrorCode)" -eq 'ConnectionRefused') { 'refused' } else { 'silent' }
    }
    finally { $client.Close() }
}

# Over the network Windows takes the rights from local administrators (remote UAC).
function Test-LocalAccount {
    param([string]$Name)
    if (-not $Credential) { return $env:USERDOMAIN -eq $env:COMPUTERNAME }
    $user = $Credential.UserName
    if ($user -match '@') { return $false }
    ($user -notmatch '\\') -or ($user -match '^\.\\') -or ($user.Split('\')[0] -eq $Name.Split('.')[0])
}

# A session that answers, or why there is none. The first way that works is kept for all classes of the machine.
function Connect-Machine {
    param([string]$Name)
    try { $full = [System.Net.Dns]::GetHostEntry($Name).HostName }
    catch { return @{ name = $Name; outcome = 'nameUnknown'; code = '0x80072AF9' } }
    # A short name of the list becomes the full one that the console knows; an alias stays what was asked for.
    if ($full -like "$Name.*") { $Name = $full }
    $ways = @(@{ via = 'winrm'; port = 5985; protocol = 'Wsman' }, @{ via = 'dcom'; port = 135; protocol = 'Dcom' })
    $failed = $null
    $ports = @()
    foreach ($way in $ways) {
        $port = Test-Port $Name $way.port
        $ports += $port
        if ($port -ne 'open') { continue }
        $session = $null
        try {
            $with = @{ ComputerName = $Name; OperationTimeoutSec = $ConnectTimeoutSeconds; SessionOption = (New-CimSessionOption -Protocol $way.protocol) }
            if ($Credential) { $with.Credential = $Credential }
            $session = New-CimSession @with
            $null = Get-CimInstance -CimSession $session -Query 'SELECT Name FROM Win32_ComputerSystem' -OperationTimeoutSec $ConnectTimeoutSeconds
            return @{ name = $Name; session = $session; via = $way.via }
        }
        catch {
            $code = Get-ErrorCode $_
            if ($session) { Remove-CimSession -CimSession $session }
            if (-not $failed) { $failed = @{ name = $Name; outcome = (Get-Outcome $code); code = $code; via = $way.via } }
        }
    }
    if ($failed) {
        if (($failed.outcome -eq 'denied') -and (Test-LocalAccount $Name)) { $failed.outcome = 'deniedLocalAccount' }
        if (($failed.via -eq 'winrm') -and (-not (Test-Windows $Name))) { $failed.outcome = 'notWindows' }
        return $failed
    }
    if ('refused' -in $ports) { return @{ name = $Name; outcome = 'refused'; code = '0x8007274D'; via = 'winrm' } }
    @{ name = $Name; outcome = 'unreachable'; code = '0x8007274C'; via = 'winrm' }
}

# WinRM says who made it before it asks who calls. True where it does not say.
function Test-Windows {
    param([string]$Name)
    try { (Test-WSMan -ComputerName $Name).ProductVendor -match 'Microsoft' }
    catch { $true }
}

function Read-Remote {
    param([string]$Name)
    $found = Connect-Machine $Name
    if (-not $found.session) { return New-Attempt $found.name $found.outcome $found.via $found.code }
    try { Read-Machine @{ CimSession = $found.session } $found.name $found.via }
    finally { Remove-CimSession -CimSession $found.session }
}

function Write-Lines {
    param([string[]]$Line)
    if ($Line.Count -gt 0) { Add-Content -LiteralPath $OutFile -Value $Line -Encoding UTF8 }
}

# Each machine in a runspace of its own, this script once more; what it says is written as soon as it is said.
function Read-Fleet {
    param([string[]]$Name)
    # More than run at once: one that does not stop keeps its place.
    $pool = [runspacefactory]::CreateRunspacePool(1, 2 * $ThrottleLimit)
    $pool.Open()
    $running = @()
    $next = 0
    while (($next -lt $Name.Count) -or ($running.Count -gt 0)) {
        while (($next -lt $Name.Count) -and ($running.Count -lt $ThrottleLimit)) {
            $shell = [powershell]::Create()
            $shell.RunspacePool = $pool
            $null = $shell.AddCommand($PSCommandPath).AddParameter('ComputerName', $Name[$next]).AddParameter('AsWorker', $true)
            if ($Credential) { $null = $shell.AddParameter('Credential', $Credential) }
            $running += @{ name = $Name[$next]; shell = $shell; handle = $shell.BeginInvoke(); started = Get-Date }
            $next += 1
        }
        Start-Sleep -Milliseconds 200
        $running = @($running | Where-Object -FilterScript { -not (Complete-Job $_) })
    }
    # Not waited for: one that was given up may never end.
    $null = $pool.BeginClose($null, $null)
}

# True when the machine has been written: read, failed, or given up.
function Complete-Job {
    param($Job)
    if ($Job.handle.IsCompleted) {
        try { $lines = @($Job.shell.EndInvoke($Job.handle)) }
        catch { $lines = @(ConvertTo-Line (New-Attempt $Job.name 'wmiBroken' '' (Get-ErrorCode $_))) }
        $Job.shell.Dispose()
    }
    elseif (((Get-Date) - $Job.started).TotalSeconds -gt $MachineTimeoutSeconds) {
        $null = $Job.shell.BeginStop($null, $null)
        $lines = @(ConvertTo-Line (New-Attempt $Job.name 'timedOut' '' ''))
    }
    else { return $false }
    Write-Lines $lines
    $true
}

function Send-File {
    param([string]$Path)
    $token = Get-Token
    $part = "$Path.part"
    $result = @{ status = 200 }
    Get-Content -LiteralPath $Path -ReadCount $LinesAtOnce -Encoding UTF8 | ForEach-Object -Process {
        if ((Get-Fate $result.status) -eq 'done') {
            Write-Body $part @($_)
            $result = Send-Body $part $token
        }
    }
    if (Test-Path -LiteralPath $part) { Remove-Item -LiteralPath $part }
    if ((Get-Fate $result.status) -ne 'done') { Stop-Run 3 "$Server did not take it ($($result.status) $($result.problem)). Everything is in $Path; import it, or send it again." }
}

# How many machines ended how.
function Get-Summary {
    param([string]$Path)
    Get-Content -LiteralPath $Path -Encoding UTF8 | Where-Object -FilterScript { $_ -match '"collectionAttempt"' } |
        ForEach-Object -Process { ($_ | ConvertFrom-Json).outcome } | Group-Object -NoElement | Sort-Object -Property Count -Descending
}

function Invoke-Fleet {
    $names = @(Get-Target)
    if ($names.Count -eq 0) { Stop-Run 2 'No machine is named.' }
    if (-not $OutFile) { $script:OutFile = "$PWD\activation-$((Get-Date).ToString('yyyyMMdd-HHmmss', [cultureinfo]::InvariantCulture)).ndjson" }
    if (Test-Path -LiteralPath $OutFile) { Stop-Run 2 "$OutFile is there already. Name another file: what is in it was read before." }
    Read-Fleet $names
    Get-Summary $OutFile
    Write-Output "Written to $OutFile"
    if ($Server) { Send-File $OutFile }
}

# ---------------------------------------------------------------------------------------------- start

# What nobody foresaw leaves a line in the log too. Of a worker it is an outcome.
trap {
    if ($AsWorker) { break }
    Write-Log 103 ERROR "The collector failed in line $($_.InvocationInfo.ScriptLineNumber): $($_.Exception.Message)"
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    exit 1
}

# 32-bit PowerShell sees another registry and other folders: start again as what Windows is.
if ($env:PROCESSOR_ARCHITEW6432) {
    if ($Credential) { Stop-Run 2 'Start the 64-bit PowerShell: a credential cannot be handed on.' }
    $given = @('-NoProfile', '-NonInteractive', '-File', $PSCommandPath)
    foreach ($name in $PSBoundParameters.Keys) {
        $value = $PSBoundParameters[$name]
        if ($value -is [switch]) { if ($value) { $given += "-$name" } }
        else { $given += @("-$name", ($value -join ',')) }
    }
    & "$env:SystemRoot\SysNative\WindowsPowerShell\v1.0\powershell.exe" $given
    exit $LASTEXITCODE
}

# Windows PowerShell offers TLS 1.0 first. Where the language mode forbids to say so, the system's own order counts.
try { [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor 3072 }
catch { Write-Verbose 'The order of TLS versions is left to the system.' }

if ($AsWorker) {
    Read-Remote $ComputerName[0] | ForEach-Object -Process { ConvertTo-Line $_ }
    return
}

$isFull = "$($ExecutionContext.SessionState.LanguageMode)" -eq 'FullLanguage'
$isFleet = [bool]($ComputerName -or $OrganizationalUnit -or $From)
if ((-not $isFull) -and ($isFleet -or $CaFile -or $Check)) {
    Stop-Run 2 'Constrained Language Mode: other machines, -CaFile and -Check need Full Language Mode. Sign the script, or allow it by policy.'
}
if ($WhatIfPreference) {
    @(Read-Machine @{} $env:COMPUTERNAME 'local') + @(Read-Events 'Application' $ClientEvents 0 '' @{ MaxEvents = $MostClientEvents } | ForEach-Object -Process { ConvertTo-Observation $_ }) |
        ForEach-Object -Process { ConvertTo-Line $_ }
    exit 0
}
if ($Uninstall) { Uninstall-Collector; exit 0 }
$Server = "$Server".TrimEnd('/')
if ($Server -and ($Server -notmatch '^https://[^/?#\s"]+$') -and ($Server -notmatch '^http://(localhost|127\.0\.0\.1)(:\d+)?$')) {
    Stop-Run 2 'The address of the console begins with https:// and has no path: the token must not travel in the clear.'
}
if ($Install) { Install-Collector; exit 0 }
if ($isFleet) { Invoke-Fleet; exit 0 }
if (-not $Server) { Stop-Run 2 'Say the address of the console: -Server https://...' }
if ($Check) { Test-Console; exit 0 }
exit (Invoke-Collector)
