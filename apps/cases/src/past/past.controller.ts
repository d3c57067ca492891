// Past cases on NATS: imports begun and looked at, cases and events taken out.
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { type Page } from '#contracts/cases.dto';
import { type EventsAfter } from '#contracts/event-log.dto';
import {
  ExportCasesRequest,
  type ExportedCases,
  ExportEventsRequest,
  ImportRequest,
  type ImportView,
  type RefusedLine,
  RefusedLinesRequest,
  StartImportRequest,
} from '#contracts/imports.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Handle } from '#platform/handle';
import { Exports } from './exports';
import { Imports } from './imports';

@Controller()
export class PastController {
  constructor(
    private readonly imports: Imports,
    private readonly exported: Exports,
  ) {}

  @Handle(SUBJECTS.importStart, 'case.import')
  start(@Payload() request: StartImportRequest): Promise<ImportView> {
    return this.imports.start(request);
  }

  @Handle(SUBJECTS.importGet, 'case.import')
  get(@Payload() request: ImportRequest): Promise<ImportView> {
    return this.imports.get(request);
  }

  @Handle(SUBJECTS.importRefused, 'case.import')
  refused(@Payload() request: RefusedLinesRequest): Promise<Page<RefusedLine>> {
    return this.imports.refused(request);
  }

  @Handle(SUBJECTS.caseExport, 'case.export')
  cases(@Payload() request: ExportCasesRequest): Promise<ExportedCases> {
    return this.exported.cases(request);
  }

  @Handle(SUBJECTS.eventExport, 'case.export')
  events(@Payload() request: ExportEventsRequest): Promise<EventsAfter> {
    return this.exported.events(request);
  }
}
