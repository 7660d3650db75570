/// <reference types="astro/client" />
/// <reference types="@astrojs/starlight/locals" />

declare namespace App {
  interface Locals {
    /** The page of the procedure being rendered, for the parts of the frame that show it. */
    procedurePage?: import('./page/procedure.ts').ProcedurePage;
  }
}
