const FIM = { prefix: '<PRE> ', suffix: ' <SUF>', middle: ' <MID>' };
