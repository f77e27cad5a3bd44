/**
 * A certificate for mail.test and hooks.test, and its key: of tests alone, whose servers listen on loopback. Made once, as Node
 * makes none.
 */
export const ownCertificate = () => ({ cert: CERTIFICATE, key: PRIVATE_KEY })

export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBbTCCAROgAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAltYWlsLnRl
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CW1haWwudGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABLIzVpgwrJMHsrll
3p4kcU9/lPz8WeJsfjj5JRmRD5m38dDZggapXGUXSDCKOTZctuqGby9mkgQJwzwB
LzDcIj6jVDBSMCAGA1UdEQQZMBeCCW1haWwudGVzdIIKaG9va3MudGVzdDAPBgNV
HRMBAf8EBTADAQH/MB0GA1UdDgQWBBQnBWCaPtHwiMfr+tsOOZzU9gob6jAKBggq
hkjOPQQDAgNIADBFAiEAnJAhen39iytOtDHSlZg4Jkwo3YmQfzh5AmOsBwqU44sC
IAW5kpg26Kducrz26l7XBsWyTpGZicj2BWSz9cVRFPHh
-----END CERTIFICATE-----
`

const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgudKut9Evh5PxHngM
JuJinl0yaIvTFCV0f0lOMCtN9luhRANCAASyM1aYMKyTB7K5Zd6eJHFPf5T8/Fni
bH44+SUZkQ+Zt/HQ2YIGqVxlF0gwijk2XLbqhm8vZpIECcM8AS8w3CI+
-----END PRIVATE KEY-----
`
