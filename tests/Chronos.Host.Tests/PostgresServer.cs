using Npgsql;

namespace Chronos.Host.Tests;

/// <summary>
/// A PostgreSQL server of its own in a temporary directory, reached over a socket in it alone. PostgreSQL refuses to run as
/// root, so that root starts it as the user the package made.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    public static readonly string[] Programs = ["initdb", "pg_ctl", "psql", "runuser"];

    private readonly TemporaryDirectory _directory = new();

    public PostgresServer()
    {
        Directory.CreateDirectory(Root);
        if (Environment.UserName == "root")
        {
            DebianProgram.Run("chmod", null, "755", Path.GetDirectoryName(Root)!);
            DebianProgram.Run("chown", null, "postgres", Root);
        }

        AsServer("initdb", "-D", Data, "-A", "trust", "-U", "chronos", "--no-sync");
        Start();
    }

    /// <summary>For Npgsql.</summary>
    public string ConnectionString => $"Host={Root};Username=chronos;Database=postgres;Pooling=false;Timeout=5";

    private string Root => _directory["postgres"];

    private string Data => Path.Combine(Root, "data");

    public void Start() => AsServer(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(Root, "log"), "-o", $"-k {Root} -c listen_addresses='' -c fsync=off", "start");

    /// <summary>Ends it without any order, as a crash does.</summary>
    public void Stop() => AsServer("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    /// <summary>The only value of a query.</summary>
    public string Ask(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    /// <summary>Gives psql a script.</summary>
    public void Load(string sql) => DebianProgram.Run("psql", sql, "-h", Root, "-U", "chronos", "-v", "ON_ERROR_STOP=1", "-q", "postgres");

    public void Dispose()
    {
        try
        {
            Stop();
        }
        finally
        {
            _directory.Dispose();
        }
    }

    private static void AsServer(string program, params string[] arguments)
    {
        var path = DebianProgram.Find(program)!;
        if (Environment.UserName == "root")
        {
            DebianProgram.Run("runuser", null, ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            DebianProgram.Run(program, null, arguments);
        }
    }
}
