namespace Chronos.Core.Journal;

/// <summary>Stage 5. Puts input and decision into one record before anything leaves. A probe leaves none.</summary>
internal sealed unsafe class JournalHandler(IJournal journal)
{
    public void OnEvent(ref EngineEvent e)
    {
        if ((e.Flags & EventFlags.Probe) != 0)
        {
            return;
        }

        var payload = journal.Reserve(RecordPayload.LengthOf(in e));
        RecordPayload.Write(in e, payload);
        journal.Commit(e.Kind, e.Sequence, e.TimeNanos);
    }
}
