import sys
from pathlib import Path
sys.path.insert(0,str(Path(__file__).parent))
import argmap as am
from argmap.source import Source
def items():
    n=0
    for line in (Path(__file__).parent/"rewordings.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"): continue
        n+=1
        l,s,w=[x.strip() for x in line.split(" | ")]
        yield n,l,s,w
half=sys.argv[1]
bad=0;tot=0
for n,l,s,w in items():
    if half!="all" and (n%2==1)!=(half=="tuning"): continue
    tot+=1
    if "[" in s: q=s[s.index("[")+1:s.index("]")]; t=s.replace("[","").replace("]","")
    else: q=t=s
    i=t.index(q)
    m=am.ArgumentMap(sources=[Source(id="s",text=t,language=l if len(sys.argv)<3 else None)])
    m.claim(w,quote=q,span=(i,i+len(q)))
    f=am.check(m,select=["AM4"])
    if f:
        bad+=1
        if half!="reporting": print(n,l,"|",s,"|",w,"\n     ",[(d.code,d.label) for d in f])
print(half,tot,bad)
