namespace Chronos.Host.Export;

/// <summary>Writes rows of all tables in some format. Disposing closes the files, finished or not.</summary>
internal interface IRowWriter : IDisposable
{
    /// <summary>Writes one row.</summary>
    void Write(ExportRow row);

    /// <summary>Writes what ends it: without it a reader that can tell takes none of it.</summary>
    void Finish();
}
