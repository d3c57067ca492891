// NATS handlers of bundles.
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  BundleRequest,
  type BundleResult,
  type BundleView,
  FileBundleRequest,
  WithdrawBundleRequest,
} from '#contracts/bundles.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Handle } from '#platform/handle';
import { BundleService } from './bundle.service';

@Controller()
export class BundlesController {
  constructor(private readonly bundles: BundleService) {}

  @Handle(SUBJECTS.bundleFile, 'case.act')
  file(@Payload() request: FileBundleRequest): Promise<BundleResult> {
    return this.bundles.file(request);
  }

  @Handle(SUBJECTS.bundleGet, 'case.read')
  get(@Payload() request: BundleRequest): Promise<BundleView> {
    return this.bundles.view(request);
  }

  @Handle(SUBJECTS.bundleWithdraw, 'case.act')
  withdraw(@Payload() request: WithdrawBundleRequest): Promise<BundleResult> {
    return this.bundles.withdraw(request);
  }
}
