import type { LabelTable } from './label-table'
import type { SlmgrField } from './slmgr-fields'

/** Seen in Spanish output of Windows 10. Other status words and the expiration row were never seen. */
export const SLMGR_SPANISH = {
  language: 'es',
  grade: 'seen',
  labels: {
    serviceVersion: ['Versión del Servicio de licencias de software'],
    name: ['Nombre'],
    description: ['Descripción'],
    activationId: ['Id. de activación'],
    applicationId: ['Id. de aplicación'],
    extendedPid: ['PID extendido'],
    keyChannel: ['Canal de clave de producto'],
    installationId: ['Id. de instalación'],
    url: ['URL de la licencia de uso', 'URL de validación'],
    partialKey: ['Clave de producto parcial'],
    status: ['Estado de la licencia', 'Estado de licencia'],
    notificationReason: ['Razón de la notificación'],
    windowsRearms: ['Recuento de rearmado de Windows restante'],
    skuRearms: ['Recuento de rearmados de SKU restantes'],
    trustedTime: ['Hora de confianza'],
  },
  statuses: { 'con licencia': 'licensed' },
} as const satisfies LabelTable<SlmgrField>
