namespace Chronos.Core.Journal;

/// <summary>A last batch that was not written whole: what is cut and what stays.</summary>
/// <param name="FrameOffset">Where the batch's frame begins.</param>
/// <param name="BadOffset">Where the first bad record or frame begins; everything from here on is cut.</param>
/// <param name="NonZeroEnd">Behind the last byte that is not zero.</param>
/// <param name="KeptRecords">Records of the batch that are whole and stay.</param>
/// <param name="LastRecordCrc">CRC of the last record that stays.</param>
internal sealed record TornTail(
    long FrameOffset, long BadOffset, long NonZeroEnd, uint KeptRecords, uint LastRecordCrc);
