namespace Chronos.Host.Export;

/// <summary>Writes rows of all tables in some format. Finished by disposing.</summary>
internal interface IRowWriter : IDisposable
{
    /// <summary>Writes one row.</summary>
    void Write(ExportRow row);
}
