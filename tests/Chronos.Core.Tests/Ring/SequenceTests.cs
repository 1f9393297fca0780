using System.Runtime.CompilerServices;
using Chronos.Core.Ring;

namespace Chronos.Core.Tests.Ring;

public class SequenceTests
{
    [Fact]
    public void StartsBeforeTheFirstEvent() => Assert.Equal(-1, new Sequence().Value);

    [Fact]
    public void HoldsWhatWasSet()
    {
        var sequence = new Sequence(7);
        sequence.SetValue(long.MaxValue);
        Assert.Equal(long.MaxValue, sequence.Value);
    }

    [Fact]
    public void ComparesBeforeItSets()
    {
        var sequence = new Sequence(7);
        Assert.False(sequence.CompareAndSet(6, 8));
        Assert.Equal(7, sequence.Value);
        Assert.True(sequence.CompareAndSet(7, 8));
        Assert.Equal(8, sequence.Value);
    }

    [Fact]
    public unsafe void KeepsItsValueAtLeast128BytesFromItsNeighbours()
    {
        var sequence = new Sequence(0x1122334455667788);
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(new Sequence());
        var objectBytes = GC.GetAllocatedBytesForCurrentThread() - before;

        fixed (byte* body = &Unsafe.As<FirstByte>(sequence).Value)
        {
            // The object's first word, its method table, stands before the body; its header word ends the object.
            Assert.Equal(0x1122334455667788, *(long*)(body + 128));
            Assert.True(objectBytes - (2 * sizeof(long)) >= 128 + sizeof(long) + 128, $"{objectBytes} bytes");
        }
    }

    private sealed class FirstByte
    {
        public byte Value;
    }
}
