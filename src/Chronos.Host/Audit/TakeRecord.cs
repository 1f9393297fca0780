using Chronos.Core.Journal;

namespace Chronos.Host.Audit;

/// <summary>Takes one record of a journal; it is valid until the next.</summary>
internal delegate void TakeRecord(in RecordView record);
