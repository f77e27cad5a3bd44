import type { LabelTable } from './label-table'
import type { SlmgrField } from './slmgr-fields'

/** Seen in simplified Chinese output of a licensed KMS client. Other status words were never seen. */
export const SLMGR_CHINESE = {
  language: 'zh-CN',
  grade: 'seen',
  labels: {
    name: ['名称'],
    description: ['描述'],
    activationId: ['激活 ID'],
    applicationId: ['应用程序 ID'],
    extendedPid: ['扩展 PID'],
    keyChannel: ['产品密钥通道'],
    installationId: ['安装 ID'],
    partialKey: ['部分产品密钥'],
    status: ['许可证状态'],
    volumeExpiration: ['批量激活过期'],
    windowsRearms: ['剩余 Windows 重置计数'],
    skuRearms: ['剩余 SKU 重置计数'],
    trustedTime: ['信任时间'],
    activationType: ['已配置的激活类型'],
    cmid: ['客户端计算机 ID (CMID)'],
    dnsHost: ['来自 DNS 的 KMS 计算机名称'],
    hostAddress: ['KMS 计算机 IP 地址'],
    activationInterval: ['激活时间间隔'],
    renewalInterval: ['续订间隔'],
  },
  sentences: {
    recentInformation: ['最新激活信息'],
    kmsClientBlock: ['密钥管理服务客户端信息'],
    hostCachingOn: ['已启用 KMS 主机缓存'],
  },
  statuses: { 已授权: 'licensed' },
} as const satisfies LabelTable<SlmgrField>
