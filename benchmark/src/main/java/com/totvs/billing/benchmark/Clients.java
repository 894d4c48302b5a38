package com.totvs.billing.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Connections to PostgreSQL, each with a thread of its own; open before time runs.
final class Clients implements AutoCloseable {

  /// What each of them does.
  interface Work {
    void run(Connection connection) throws SQLException;
  }

  private final List<Connection> connections = new ArrayList<>();
  private final ExecutorService threads;

  Clients(Sql sql, int count) {
    this.threads = Executors.newFixedThreadPool(count);
    try {
      for (int i = 0; i < count; i++) {
        connections.add(sql.connect());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL does not take " + count + " clients", e);
    }
  }

  /// Has all of them do the work at once, and returns when all are through.
  void work(Work work) {
    List<Future<?>> working = new ArrayList<>();
    for (Connection connection : connections) {
      working.add(
          threads.submit(
              () -> {
                work.run(connection);
                return connection;
              }));
    }
    working.forEach(Clients::await);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void await(Future<?> work) {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
