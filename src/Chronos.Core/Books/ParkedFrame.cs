using System.Runtime.CompilerServices;
using Chronos.Core.Decode;

namespace Chronos.Core.Books;

/// <summary>The bytes of a parked proposal as they arrived, so that deciding it again begins where it began.</summary>
[InlineArray(FrameWriter.ProposalBytes)]
internal struct ParkedFrame
{
    private byte _first;
}
