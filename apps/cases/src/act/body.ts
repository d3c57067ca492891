// The body of a request at the door, checked by its shape.
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { Failure } from '#platform/failure';
import { fieldErrors } from '#platform/handle';

/** The body as that shape. @throws Failure BAD_INPUT naming every field that is wrong */
export async function checkedBody<T extends object>(shape: new () => T, body: object): Promise<T> {
  const dto = plainToInstance(shape, body);
  const faults = await validate(dto, { whitelist: true, forbidNonWhitelisted: true });
  if (faults.length > 0) throw new Failure('BAD_INPUT', {}, fieldErrors(faults));
  return dto;
}
