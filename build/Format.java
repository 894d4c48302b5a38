import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Formats every Java source below a folder, or only tells which are not formatted: `Format
/// check|apply FOLDER`. Exits 1 when a source is not formatted.
void main(String[] args) throws Exception {
  List<String> arguments = new ArrayList<>();
  arguments.addAll(
      args[0].equals("apply")
          ? List.of("--replace")
          : List.of("--dry-run", "--set-exit-if-changed"));
  arguments.addAll(sources(Path.of(args[1])));
  PrintWriter out = new PrintWriter(System.out, true);
  int exit =
      new Main(out, new PrintWriter(System.err, true), System.in)
          .format(arguments.toArray(String[]::new));
  if (exit != 0 && args[0].equals("check")) {
    out.println("These sources are not formatted. Run: mvn -N initialize -Dformat=apply");
  }
  System.exit(exit);
}

List<String> sources(Path root) throws IOException {
  try (var files = Files.walk(root)) {
    return files
        .map(Path::toString)
        .filter(file -> file.endsWith(".java") && !file.contains("/target/"))
        .sorted()
        .toList();
  }
}
