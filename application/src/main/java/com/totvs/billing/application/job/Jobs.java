package com.totvs.billing.application.job;

import com.totvs.billing.domain.job.JobState;
import java.util.List;

/// The schedule that all nodes share: each job runs on one node at a time. The jobs of a node that
/// dies are taken over by the others within seconds.
public interface Jobs extends AutoCloseable {

  /// Runs the jobs from now on, here or on another node, until [#close]. A run that fails is
  /// logged, once until the job works again, and the job runs again at its next time.
  void start(List<Job> jobs);

  /// Every job there is, by name.
  List<JobState> list();

  /// Runs nothing any more on this node. What runs may come to its end for ten seconds.
  @Override
  void close();
}
