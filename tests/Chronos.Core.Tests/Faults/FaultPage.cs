using System.Text;

namespace Chronos.Core.Tests.Faults;

/// <summary>Writes <c>docs/faults.md</c> from the matrix.</summary>
internal static class FaultPage
{
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append("""
            # Faults: what is provoked, and what comes of it

            This page is written by the tests from their own table (`tests/Chronos.Core.Tests/Faults`); a test fails when it is not
            current. Faults are real where they can be: another process that is killed by `kill -9` or by `strace` at a chosen system call,
            a system call that `strace` makes fail, a full tmpfs, an ext4 image whose copy is mounted as after a power cut, a block device of
            `nbdkit` that fails or stands still, a cgroup without memory. Tests that need `strace`, the right to mount, `nbdkit` with `nbdfuse`
            or a memory cgroup (version 1) are skipped by name where these are missing. Rows marked *nightly* run under
            `dotnet test --filter Category=Nightly` and not otherwise.

            Negative controls take one protection away: through a disk in the writing process, by forged bytes, or in a build of the same
            sources with the constant `CHRONOS_CONTROLS` (`tests/Chronos.ControlChild`), in which the CRC check of a record, every sync or
            the one attempt to send can be left out. In that build with nothing left out the rows pass; what is shipped has none of it.

            *Whole* means: the journal opens, holds every record that had been told safe before, in order and with the right bytes, and
            nothing else.

            """);
        foreach (var (part, rows) in FaultMatrix.Parts)
        {
            page.Append($"\n## {part}\n\n| row | fault | injected by | expected | known to have happened by | test |\n| --- | --- | --- | --- | --- | --- |\n");
            foreach (var row in rows)
            {
                page.Append($"| {row.Id} | {row.Fault} | {row.Injected} | {row.Expected} | {row.Proof} | `{row.Test}`{(row.IsNightly ? ", nightly" : "")} |\n");
            }
        }

        return page.ToString();
    }
}
