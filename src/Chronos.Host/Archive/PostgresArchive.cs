using Chronos.Core.Model;
using Chronos.Core.Replay.Readings;
using Chronos.Host.Export;
using Npgsql;
using NpgsqlTypes;

namespace Chronos.Host.Archive;

/// <summary>
/// The tables of the audit trail in a PostgreSQL database. What is written twice stands there once; how far an engine's journal
/// has come is written in the same transaction as its rows. One thread at a time.
/// </summary>
internal sealed class PostgresArchive : IDisposable
{
    private const string Progress = "archive_progress";

    private readonly NpgsqlConnection _connection;

    private PostgresArchive(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Connects, and makes the tables where they are missing.</summary>
    public static PostgresArchive Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            connection.Open();
            var archive = new PostgresArchive(connection);
            archive.MakeTables();
            return archive;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The last sequence of an engine's journal that is archived; 0 for none.</summary>
    public long LastSequence(string engine)
    {
        using var command = new NpgsqlCommand($"SELECT sequence FROM {Progress} WHERE engine = $1", _connection);
        command.Parameters.AddWithValue(engine);
        return (long?)command.ExecuteScalar() ?? 0;
    }

    /// <summary>What the rows of approvals say, by their sequence; those that are not there are missing in the answer.</summary>
    public Dictionary<long, ApprovedOrder> Approved(string engine, IReadOnlyList<long> sequences)
    {
        using var command = new NpgsqlCommand(
            "SELECT o.sequence, o.time_nanos, o.strategy, o.proposal_id, d.quote_bid, d.quote_ask "
            + "FROM orders o JOIN decisions d ON d.engine = o.engine AND d.sequence = o.sequence WHERE o.engine = $1 AND o.sequence = ANY($2)",
            _connection);
        command.Parameters.AddWithValue(engine);
        command.Parameters.AddWithValue(sequences.ToArray());
        Dictionary<long, ApprovedOrder> approved = [];
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var time = row.GetInt64(1);
            var reference = row.IsDBNull(4) ? default : new Reference(Price.Parse(row.GetString(4)), Price.Parse(row.GetString(5)), time);
            approved.Add(row.GetInt64(0), new ApprovedOrder(time, row.GetString(2), row.GetString(3), reference));
        }

        return approved;
    }

    /// <summary>
    /// Writes rows of one engine and how far they reach, all or nothing. False, and nothing written, when the database does
    /// not hold what they follow on.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="rows">Every row of the records behind <paramref name="behind"/>, up to <paramref name="upTo"/>.</param>
    /// <param name="behind">The last sequence the database is known to hold.</param>
    /// <param name="upTo">The last sequence it holds then.</param>
    public bool Write(string engine, IReadOnlyList<ExportRow> rows, long behind, long upTo)
    {
        using var transaction = _connection.BeginTransaction();
        if (LastSequence(engine) < behind)
        {
            return false;
        }

        foreach (var table in ExportTable.All)
        {
            var own = rows.Where(r => r.Table == table).ToList();
            if (own.Count != 0)
            {
                Copy(table, own);
            }
        }

        using var command = new NpgsqlCommand(
            $"INSERT INTO {Progress} AS p VALUES ($1, $2) ON CONFLICT (engine) DO UPDATE SET sequence = GREATEST(p.sequence, excluded.sequence)",
            _connection,
            transaction);
        command.Parameters.AddWithValue(engine);
        command.Parameters.AddWithValue(upTo);
        command.ExecuteNonQuery();
        transaction.Commit();
        return true;
    }

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    /// <summary>Rows go to a table of the transaction's own first: COPY alone would fail at the first that is there already.</summary>
    private void Copy(ExportTable table, List<ExportRow> rows)
    {
        var staging = $"\"staged_{table.Name}\"";
        Execute($"CREATE TEMP TABLE {staging} (LIKE \"{table.Name}\") ON COMMIT DROP");
        using (var copy = _connection.BeginBinaryImport($"COPY {staging} {SqlText.Columns(table)} FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var row in rows)
            {
                copy.StartRow();
                foreach (var value in row.Values)
                {
                    Write(copy, value);
                }
            }

            copy.Complete();
        }

        Execute($"INSERT INTO \"{table.Name}\" SELECT * FROM {staging} ON CONFLICT DO NOTHING");
    }

    private static void Write(NpgsqlBinaryImporter copy, object? value)
    {
        switch (value)
        {
            case null:
                copy.WriteNull();
                break;
            case bool flag:
                copy.Write((short)(flag ? 1 : 0), NpgsqlDbType.Smallint);
                break;
            case long number:
                copy.Write(number, NpgsqlDbType.Bigint);
                break;
            default:
                copy.Write(SqlText.WithoutNul((string)value), NpgsqlDbType.Text);
                break;
        }
    }

    private void MakeTables()
    {
        // Two hosts that start at once would both find the tables missing.
        using var transaction = _connection.BeginTransaction();
        Execute("SELECT pg_advisory_xact_lock(hashtext('chronos archive'))");
        foreach (var table in ExportTable.All)
        {
            Execute(SqlText.Create(table));
        }

        Execute($"CREATE TABLE IF NOT EXISTS {Progress} (engine TEXT PRIMARY KEY, sequence BIGINT NOT NULL)");
        transaction.Commit();
    }

    private void Execute(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        command.ExecuteNonQuery();
    }
}
