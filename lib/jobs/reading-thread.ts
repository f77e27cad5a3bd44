/** The thread that reads what a person has sent and waits for: it only reads, and has no database. */
import { readDeskText } from '@/lib/operations/desk/desk-text'
import { readAnswers } from '@/lib/operations/exchange/read-answers'
import { readNetworkFile } from '@/lib/operations/networks/network-file'
import { answerCalls } from '@/lib/server/thread-calls'

answerCalls({ readDeskText, readAnswers, readNetworkFile })
