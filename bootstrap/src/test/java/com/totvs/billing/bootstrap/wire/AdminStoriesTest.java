package com.totvs.billing.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.totvs.billing.domain.customer.Customer;
import com.totvs.billing.domain.customer.CustomerCode;
import com.totvs.billing.domain.license.LicenseId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an admin does with nothing but `buf curl`, told in stories. A method that no story calls
/// makes it fail.
class AdminStoriesTest {

  @Test
  void an_admin_reaches_every_method_with_buf_curl_alone(@TempDir Path folder) throws Exception {
    try (TestBilling billing = new TestBilling(folder)) {
      billing.licenseServer.holds(
          new LicenseId("LS-1"), new Customer(new CustomerCode("T123"), "ACME"));
      BufCurl curl = new BufCurl(billing.billing.host(), billing.billing.port());
      Admin admin = new Admin(curl);

      // In this order: later ones go on with what earlier ones left.
      UsageStory.tell(admin);
      CatalogStory.tell(admin);
      PurgeStory.tell(admin);
      ReportStory.tell(admin);
      CareStory.tell(admin);
      CostStory.tell(admin);
      AllocationStory.tell(admin);
      MonthStory.tell(admin);

      assertThat(admin.called()).containsExactlyInAnyOrderElementsOf(curl.methods());
      assertThat(Services.methods())
          .extracting(Services::fullName)
          .containsExactlyInAnyOrderElementsOf(curl.methods());
    }
  }
}
