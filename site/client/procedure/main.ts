/** What a procedure page does beyond being read: marks, values, and where in the course the reader is. */
import { followCourse } from './course.ts';
import { rememberTicks } from './ticks.ts';
import { fillValues } from './values.ts';

rememberTicks();
fillValues();
followCourse();
