using System.Runtime.InteropServices;
using Chronos.Core;
using Chronos.Core.Journal;

namespace Chronos.Bench.Journal;

/// <summary>A journal that keeps nothing: payloads are written into one place over and over. What an engine costs without a journal.</summary>
internal sealed unsafe class NoJournal : IJournal, IDisposable
{
    private readonly byte* _payload = (byte*)NativeMemory.AllocZeroed(JournalRecord.RecordBytesMax);

    public byte* Reserve(int payloadBytes) => _payload;

    public void Commit(EventKind kind, long sequence, long timeNanos)
    {
    }

    public void Dispose() => NativeMemory.Free(_payload);
}
