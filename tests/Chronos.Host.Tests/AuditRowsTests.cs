using System.Globalization;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay.Readings;
using Chronos.Core.Replay.Snapshots;
using Chronos.Host.Export;

namespace Chronos.Host.Tests;

/// <summary>Rows are the same wherever the replay they come from began.</summary>
public class AuditRowsTests
{
    [Fact]
    public async Task RowsFromEverySnapshotAreThoseFromTheBeginning()
    {
        using var journal = new SmallSegments(snapshotsKept: 100);
        for (var run = 0; run < 2; run++)
        {
            using var engine = journal.NewEngine();
            await journal.StartAsync(engine);
            journal.Play(engine, 4_000);
            journal.Stop(engine);
        }

        var snapshots = new SnapshotDirectory(journal.Data, EngineIdentity.TryRead(journal.Data)!, new DiskSync()).Good().ToList();
        Assert.True(snapshots.Count > 8, $"{snapshots.Count} snapshots");
        var (underWay, filledLater) = (0, 0);
        foreach (var snapshot in snapshots)
        {
            var approvals = AuditRows.ApprovalsOfOrdersUnderWay(snapshot.State);
            underWay += approvals.Count;
            var from = snapshot.Sequence;
            using var rows = new AuditRows(snapshot.State, approvals.ToDictionary(a => a, a => ApprovedAt(journal.Rows, a)));
            using var reader = JournalReader.Open(journal.Data, from + 1);
            List<string> made = [];
            while (reader.TryRead(out var record))
            {
                made.AddRange(rows.Take(in record).Select(SqlText.Values));
            }

            var expected = journal.Rows.Where(r => Sequence(r) > from).ToList();
            Assert.Equal(expected.Select(SqlText.Values), made);
            var orders = approvals.Select(a => Value(RowAt(journal.Rows, ExportTable.Orders, a), "order_id")).ToHashSet();
            filledLater += expected.Count(r => r.Table == ExportTable.Fills && orders.Contains(Value(r, "order_id")) && Value(r, "slippage") is not null);
        }

        Assert.True(underWay > 0 && filledLater > 0, $"{underWay} orders under way at snapshots, {filledLater} fills of them");
    }

    private static ApprovedOrder ApprovedAt(IReadOnlyList<ExportRow> rows, long sequence)
    {
        var order = RowAt(rows, ExportTable.Orders, sequence);
        var decision = RowAt(rows, ExportTable.Decisions, sequence);
        var time = (long)Value(order, "time_nanos")!;
        return new ApprovedOrder(
            time,
            (string)Value(order, "strategy")!,
            (string)Value(order, "proposal_id")!,
            Value(decision, "quote_bid") is string bid ? new Reference(Price.Parse(bid), Price.Parse((string)Value(decision, "quote_ask")!), time) : default);
    }

    private static ExportRow RowAt(IReadOnlyList<ExportRow> rows, ExportTable table, long sequence) =>
        rows.Single(r => r.Table == table && Sequence(r) == sequence);

    private static long Sequence(ExportRow row) => Convert.ToInt64(Value(row, "sequence"), CultureInfo.InvariantCulture);

    private static object? Value(ExportRow row, string column) =>
        row.Values[row.Table.Columns.ToList().FindIndex(c => c.Name == column)];
}
