package com.totvs.billing.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The server's database, reached without the server.
record Sql(String url, String user, String password) {

  /// A new connection; every statement is a transaction.
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url + "?prepareThreshold=1", user, password);
  }

  String text(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /// Runs statements, each in a transaction of its own, over one connection.
  void run(List<String> statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long number(String query) {
    return Long.parseLong(text(query));
  }

  @Override
  public String toString() {
    return url;
  }
}
